CREATE TABLE anchor (
	name VARCHAR(40) NOT NULL, 
	day DATE NOT NULL, 
	set_by VARCHAR(80) NOT NULL, 
	set_at DATETIME NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "anchor" VALUES('epidemic_end','2020-04-29','王审核','2020-02-20 01:00:27.000000');
CREATE TABLE assignment (
	case_id VARCHAR(40) NOT NULL, 
	officer VARCHAR(80) NOT NULL, 
	assigned_at DATETIME NOT NULL, 
	PRIMARY KEY (case_id), 
	FOREIGN KEY(case_id) REFERENCES "case" (id)
);
INSERT INTO "assignment" VALUES('0170601be5f0777d2ee8eae699a6f975','王审核','2020-02-20 01:00:29.000000');
CREATE TABLE audit (
	serial INTEGER NOT NULL, 
	case_id VARCHAR(40), 
	at DATETIME NOT NULL, 
	actor VARCHAR(80) NOT NULL, 
	event VARCHAR(40) NOT NULL, 
	"before" VARCHAR(30), 
	"after" VARCHAR(30), 
	detail JSON NOT NULL, 
	PRIMARY KEY (serial)
);
INSERT INTO "audit" VALUES(1,'0170601be5f0777d2ee8eae699a6f975','2020-02-20 01:00:06.000000','system','receive',NULL,'received','{}');
INSERT INTO "audit" VALUES(2,'0170601be5f0777d2ee8eae699a6f975','2020-02-20 01:00:06.000000','system','letter-written',NULL,NULL,'{"letter": "0170601be5f06994213bb7ded7ed9547", "kind": "receipt", "state": "queued"}');
INSERT INTO "audit" VALUES(3,'0170601bedc0cd2136296655ffd77a57','2020-02-20 01:00:08.000000','system','receive',NULL,'received','{}');
INSERT INTO "audit" VALUES(4,'0170601bedc0cd2136296655ffd77a57','2020-02-20 01:00:08.000000','system','letter-written',NULL,NULL,'{"letter": "0170601bedc0ff04b62efe0060511ba9", "kind": "receipt", "state": "queued"}');
INSERT INTO "audit" VALUES(5,'0170601bf5907e08379748254e5eb23e','2020-02-20 01:00:10.000000','system','receive',NULL,'received','{}');
INSERT INTO "audit" VALUES(6,'0170601be5f0777d2ee8eae699a6f975','2020-02-20 01:00:13.000000','system','letter-sent',NULL,NULL,'{"letter": "0170601be5f06994213bb7ded7ed9547"}');
INSERT INTO "audit" VALUES(7,'0170601be5f0777d2ee8eae699a6f975','2020-02-20 01:00:15.000000','system','screen','received','screening','{"outcome": "review", "note": "", "rules": "2023-12-01.1+845355fd", "item_version": "2020-02-03.1"}');
INSERT INTO "audit" VALUES(8,'0170601be5f0777d2ee8eae699a6f975','2020-02-20 01:00:15.000000','system','letter-written',NULL,NULL,'{"letter": "0170601c0918c17e4cf31d917b416c50", "kind": "supplement-notice", "state": "held"}');
INSERT INTO "audit" VALUES(9,'0170601be5f0777d2ee8eae699a6f975','2020-02-20 01:00:15.000000','system','hold','screening','review','{"letter": null, "note": "", "rules": "2023-12-01.1+845355fd", "item_version": "2020-02-03.1"}');
INSERT INTO "audit" VALUES(10,'0170601bedc0cd2136296655ffd77a57','2020-02-20 01:00:17.000000','system','letter-sent',NULL,NULL,'{"letter": "0170601bedc0ff04b62efe0060511ba9"}');
INSERT INTO "audit" VALUES(11,'0170601bedc0cd2136296655ffd77a57','2020-02-20 01:00:19.000000','system','screen','received','screening','{"outcome": "review", "note": "", "rules": "2023-12-01.1+845355fd", "item_version": null}');
INSERT INTO "audit" VALUES(12,'0170601bedc0cd2136296655ffd77a57','2020-02-20 01:00:19.000000','system','letter-written',NULL,NULL,'{"letter": "0170601c18b8900d46f33f771b433fd1", "kind": "format-correction", "state": "held"}');
INSERT INTO "audit" VALUES(13,'0170601bedc0cd2136296655ffd77a57','2020-02-20 01:00:19.000000','system','hold','screening','review','{"letter": null, "note": "", "rules": "2023-12-01.1+845355fd", "item_version": null}');
INSERT INTO "audit" VALUES(14,'0170601bf5907e08379748254e5eb23e','2020-02-20 01:00:21.000000','system','screen','received','screening','{"outcome": "supplement", "note": "", "rules": "2023-12-01.1+845355fd", "item_version": null}');
INSERT INTO "audit" VALUES(15,'0170601bf5907e08379748254e5eb23e','2020-02-20 01:00:21.000000','system','letter-written',NULL,NULL,'{"letter": "0170601c2088b1f6be03cee75c776afe", "kind": "format-correction", "state": "queued"}');
INSERT INTO "audit" VALUES(16,'0170601bf5907e08379748254e5eb23e','2020-02-20 01:00:21.000000','system','correct','screening','correction','{"letter": "0170601c2088b1f6be03cee75c776afe", "due": "2020-03-05", "note": "", "rules": "2023-12-01.1+845355fd", "item_version": null}');
INSERT INTO "audit" VALUES(17,'0170601bf5907e08379748254e5eb23e','2020-02-20 01:00:24.000000','system','letter-sent',NULL,NULL,'{"letter": "0170601c2088b1f6be03cee75c776afe"}');
INSERT INTO "audit" VALUES(18,NULL,'2020-02-20 01:00:27.000000','王审核','anchor-set',NULL,NULL,'{"anchor": "epidemic_end", "day": "2020-04-29", "was": null}');
CREATE TABLE "case" (
	id VARCHAR(40) NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	office VARCHAR(60) NOT NULL, 
	channel VARCHAR(80) NOT NULL, 
	unit TEXT, 
	item VARCHAR(80), 
	item_name TEXT NOT NULL, 
	state VARCHAR(30) NOT NULL, 
	version INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	outcome VARCHAR(20), 
	flags JSON NOT NULL, 
	applicant VARCHAR(320), 
	telephone VARCHAR(60), 
	subject TEXT NOT NULL, 
	received_at DATETIME NOT NULL, 
	notice_due DATETIME, 
	due_at DATETIME, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (number)
);
INSERT INTO "case" VALUES('0170601be5f0777d2ee8eae699a6f975','SL20200220-000001','bj-chaoyang','mail-dispatch','北京某某人力资源有限公司','dispatch-new','新申请劳务派遣行政许可','review',3,1,'review','[]','firm@corp.test',NULL,'劳务派遣申请','2020-02-20 00:50:00.000000','2020-02-27 15:59:59.000000','2020-02-27 15:59:59.000000','2020-02-20 01:00:15.000000');
INSERT INTO "case" VALUES('0170601bedc0cd2136296655ffd77a57','SL20200220-000002','bj-chaoyang','mail-dispatch',NULL,NULL,'','review',3,1,'review','[]','other@corp.test',NULL,'材料','2020-02-20 00:51:00.000000','2020-02-27 15:59:59.000000','2020-02-27 15:59:59.000000','2020-02-20 01:00:19.000000');
INSERT INTO "case" VALUES('0170601bf5907e08379748254e5eb23e','SL20200220-000003','bj-chaoyang','mail-dispatch',NULL,NULL,'','correction',3,1,'supplement','[]','third@corp.test',NULL,'咨询劳务派遣许可','2020-02-20 00:52:00.000000',NULL,'2020-03-05 15:59:59.000000','2020-02-20 01:00:21.000000');
CREATE TABLE case_message (
	case_id VARCHAR(40) NOT NULL, 
	message_id VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	body TEXT NOT NULL, 
	rfc_id VARCHAR(998), 
	"references" JSON NOT NULL, 
	findings JSON NOT NULL, 
	PRIMARY KEY (case_id, message_id), 
	FOREIGN KEY(case_id) REFERENCES "case" (id), 
	FOREIGN KEY(message_id) REFERENCES message (id)
);
INSERT INTO "case_message" VALUES('0170601be5f0777d2ee8eae699a6f975','0170601bd268af5007bc4850b727aeda',1,'劳务派遣申请','请查收。','<1@corp.test>','[]','[]');
INSERT INTO "case_message" VALUES('0170601bedc0cd2136296655ffd77a57','0170601bd6504aaabdfafcf0a173f73f',1,'材料','请查收。','<2@corp.test>','[]','[]');
INSERT INTO "case_message" VALUES('0170601bf5907e08379748254e5eb23e','0170601bda388255ad33686f47eecbb3',1,'咨询劳务派遣许可','请问如何办理劳务派遣行政许可？','<3@corp.test>','[]','[{"code": "mail-no-attachment", "severity": "blocking", "message": "\u90ae\u4ef6\u4e2d\u6ca1\u6709\u9644\u4ef6\u3002\u8bf7\u5c06\u7533\u8bf7\u6750\u6599\u76d6\u7ae0\u540e\u626b\u63cf\u6210PDF\uff0c\u6309\u201c\u5355\u4f4d\u540d\u79f0+\u4e1a\u52a1\u540d\u79f0.pdf\u201d\u547d\u540d\uff0c\u4f5c\u4e3a\u9644\u4ef6\u91cd\u65b0\u53d1\u9001\u3002", "confidence": 1.0, "material": null, "page": null, "file": null, "box": null, "clause": "", "confirmed": true}]');
CREATE TABLE case_number (
	day VARCHAR(8) NOT NULL, 
	last INTEGER NOT NULL, 
	PRIMARY KEY (day)
);
INSERT INTO "case_number" VALUES('20200220',3);
CREATE TABLE contact (
	id VARCHAR(40) NOT NULL, 
	office VARCHAR(60) NOT NULL, 
	department VARCHAR(80) NOT NULL, 
	name TEXT NOT NULL, 
	phone VARCHAR(40) NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE daily_report (
	office VARCHAR(60) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	day DATE NOT NULL, 
	cases JSON NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	PRIMARY KEY (office, kind, day)
);
CREATE TABLE file (
	id VARCHAR(40) NOT NULL, 
	case_id VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	stored_name TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	size INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	findings JSON NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (case_id, position), 
	FOREIGN KEY(case_id) REFERENCES "case" (id)
);
INSERT INTO "file" VALUES('0170601be5f05154a572d585480250de','0170601be5f0777d2ee8eae699a6f975',1,0,'北京某某人力资源有限公司+新申请劳务派遣行政许可.pdf','北京某某人力资源有限公司+新申请劳务派遣行政许可.pdf','pdf',1768,'871649ba6697c334d36a69ea73e799d21fbf0666e71eb5d9b66ff08ab753b621','[]');
INSERT INTO "file" VALUES('0170601bedc0a250dc45658b38b6382d','0170601bedc0cd2136296655ffd77a57',1,0,'scan.pdf','scan.pdf','pdf',1790,'174a39d01dbba56e29ffa7ed3614471aeb4cbb753782a227fd7c71b9ae41f2c5','[{"code": "name-unit-missing", "severity": "notice", "message": "\u6587\u4ef6\u540d\u201cscan.pdf\u201d\u672a\u5199\u660e\u5355\u4f4d\u540d\u79f0\uff0c\u8bf7\u6309\u201c\u5355\u4f4d\u540d\u79f0+\u4e1a\u52a1\u540d\u79f0\u201d\u547d\u540d\u3002", "confidence": 1.0, "material": null, "page": null, "file": null, "box": null, "clause": "", "confirmed": true}, {"code": "name-item-missing", "severity": "notice", "message": "\u6587\u4ef6\u540d\u201cscan.pdf\u201d\u672a\u5199\u660e\u4e1a\u52a1\u540d\u79f0\uff0c\u8bf7\u6309\u201c\u5355\u4f4d\u540d\u79f0+\u4e1a\u52a1\u540d\u79f0\u201d\u547d\u540d\u3002", "confidence": 1.0, "material": null, "page": null, "file": null, "box": null, "clause": "", "confirmed": true}]');
CREATE TABLE file_reading (
	sha256 VARCHAR(64) NOT NULL, 
	reader VARCHAR(80) NOT NULL, 
	content JSON NOT NULL, 
	PRIMARY KEY (sha256, reader)
);
INSERT INTO "file_reading" VALUES('871649ba6697c334d36a69ea73e799d21fbf0666e71eb5d9b66ff08ab753b621','4/rapid/small','{"pages": ["c07b61e48b882cff393c88664f643139e5c235f6a0f878146538d62a2e600072"], "findings": []}');
INSERT INTO "file_reading" VALUES('174a39d01dbba56e29ffa7ed3614471aeb4cbb753782a227fd7c71b9ae41f2c5','4/rapid/small','{"pages": ["0695fc4ba18f1a0e3f35f246d9209f37b8fde070ba43caf3af4a234ad505d4f1"], "findings": []}');
CREATE TABLE idempotency (
	officer VARCHAR(40) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	request_sha256 VARCHAR(64) NOT NULL, 
	response JSON NOT NULL, 
	made_at DATETIME NOT NULL, 
	PRIMARY KEY (officer, "key")
);
CREATE TABLE letter (
	id VARCHAR(40) NOT NULL, 
	case_id VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	round INTEGER NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	automatic BOOLEAN NOT NULL, 
	sender VARCHAR(320) NOT NULL, 
	recipient VARCHAR(320), 
	subject TEXT NOT NULL, 
	text TEXT NOT NULL, 
	message_id VARCHAR(998) NOT NULL, 
	content_sha256 VARCHAR(64) NOT NULL, 
	attempts INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	error TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (case_id, kind, round), 
	FOREIGN KEY(case_id) REFERENCES "case" (id), 
	UNIQUE (message_id)
);
INSERT INTO "letter" VALUES('0170601be5f06994213bb7ded7ed9547','0170601be5f0777d2ee8eae699a6f975','receipt',1,'sent',1,'office@office.test','firm@corp.test','【收件回执】北京某某人力资源有限公司＋新申请劳务派遣行政许可（SL20200220-000001）','收件回执

北京某某人力资源有限公司：

我局已收到贵单位报送的材料，现将收件情况告知如下：

收件编号：SL20200220-000001
申请事项：新申请劳务派遣行政许可
收件时间：2020年2月20日08:50（北京时间）

收到文件清单（共1个）：
1. 北京某某人力资源有限公司+新申请劳务派遣行政许可.pdf（页数待识别），归档名称：北京某某人力资源有限公司+新申请劳务派遣行政许可.pdf

一、本回执仅表明已收到上述文件，不代表受理，也不代表材料齐全或者符合要求。
二、答复期限自2020年2月21日（收件后第一个工作日）起计算，我局将在5个工作日内答复，即不迟于2020年2月27日。
三、在收到答复前，请勿重复发送相同材料；确需补充或者更换的，请直接回复本邮件。

联系方式：
- 劳动关系科，联系电话：65090452、65090450

北京市朝阳区人力资源和社会保障局
2020年2月20日

────────────────
本邮件由系统自动发出。如需回复，请直接回复本邮件并保留主题中的编号SL20200220-000001。
如确有必要现场办理，请提前拨打联系电话预约。
','<letter-0170601be5f06994213bb7ded7ed9547@office.test>','41202dad753f09e8cd95bf60b7e3c25df9a153c85fc141b7aee57a73937eda93',1,'2020-02-20 01:00:06.000000','2020-02-20 01:00:13.000000','');
INSERT INTO "letter" VALUES('0170601bedc0ff04b62efe0060511ba9','0170601bedc0cd2136296655ffd77a57','receipt',1,'sent',1,'office@office.test','other@corp.test','【收件回执】单位名称待核对＋业务名称待核对（SL20200220-000002）','收件回执

申请单位：

我局已收到贵单位报送的材料，现将收件情况告知如下：

收件编号：SL20200220-000002
申请事项：业务名称待核对
收件时间：2020年2月20日08:51（北京时间）

收到文件清单（共1个）：
1. scan.pdf（页数待识别），归档名称：scan.pdf

一、本回执仅表明已收到上述文件，不代表受理，也不代表材料齐全或者符合要求。
二、答复期限自2020年2月21日（收件后第一个工作日）起计算，我局将在5个工作日内答复，即不迟于2020年2月27日。
三、在收到答复前，请勿重复发送相同材料；确需补充或者更换的，请直接回复本邮件。

北京市朝阳区人力资源和社会保障局
2020年2月20日

────────────────
本邮件由系统自动发出。如需回复，请直接回复本邮件并保留主题中的编号SL20200220-000002。
如确有必要现场办理，请提前拨打联系电话预约。
','<letter-0170601bedc0ff04b62efe0060511ba9@office.test>','4cbae702e244d8c6ee4727dc0ea5cfd496c40b9cc3ce46c9dc43cd44d4b7b215',1,'2020-02-20 01:00:08.000000','2020-02-20 01:00:17.000000','');
INSERT INTO "letter" VALUES('0170601c0918c17e4cf31d917b416c50','0170601be5f0777d2ee8eae699a6f975','supplement-notice',1,'held',0,'office@office.test','firm@corp.test','【补正一次性告知书】北京某某人力资源有限公司＋新申请劳务派遣行政许可（SL20200220-000001）','补正一次性告知书

文号：SL20200220-000001-补正1

北京某某人力资源有限公司：

贵单位于2020年2月20日08:50（北京时间）报送的“新申请劳务派遣行政许可”材料（收件编号：SL20200220-000001）收悉。经审核，材料不齐全或者不符合要求，根据《中华人民共和国行政许可法》第三十二条第一款第（四）项的规定，现将需要补正的全部内容一次性告知如下：

一、需要补正的内容
（一）劳务派遣经营许可申请书
1. 缺少《劳务派遣经营许可申请书》，请补充后重新提交。（依据：《劳务派遣行政许可实施办法》第八条第（一）项）

（二）营业执照副本
1. 缺少《营业执照副本》或《企业名称预先核准通知书》，请补充后重新提交。（依据：《劳务派遣行政许可实施办法》第八条第（二）项）

（三）公司章程
1. 缺少《公司章程》，请补充后重新提交。（依据：《劳务派遣行政许可实施办法》第八条第（三）项）

（四）财务审计报告
1. 缺少《财务审计报告》（已设立公司须提交），请补充后重新提交。（依据：《劳务派遣行政许可实施办法》第八条第（三）项、东城区办事指南）

（五）经营场所使用证明
1. 缺少《经营场所使用证明》，请补充后重新提交。（依据：《劳务派遣行政许可实施办法》第八条第（四）项）

（六）房屋产权证明
1. 缺少《房屋产权证明》，该材料可以容缺，请在期限内补交。

（七）办公设施设备和信息管理系统清单
1. 缺少《办公设施设备和信息管理系统清单》，该材料可以容缺，请在期限内补交。

（八）法定代表人身份证明
1. 缺少《法定代表人身份证明》，请补充后重新提交。（依据：《劳务派遣行政许可实施办法》第八条第（五）项）

（九）劳务派遣管理制度
1. 缺少《劳务派遣管理制度》，请补充后重新提交。（依据：《劳务派遣行政许可实施办法》第八条第（六）项）

（十）拟签订的劳务派遣协议样本
1. 缺少《拟签订的劳务派遣协议样本》，该材料可以容缺，请在期限内补交。

二、请一并核对的内容
下列内容经审核未能确认，请对照材料核对；确有缺漏或者差错的，请一并补正，确认无误的，请在回复中说明。

（一）文件“北京某某人力资源有限公司+新申请劳务派遣行政许可.pdf”
1. 第1页（未识别材料）为黑白页面，不能确认公章，请提交彩色扫描件或邮寄原件核对。

三、补正方式
请直接回复本邮件，保留邮件主题中的编号，将补正材料制作成PDF文件作为附件发送，文件名示例：北京某某人力资源有限公司+新申请劳务派遣行政许可.pdf。只需发送需要补正的材料（每份材料请发送全部页），其余材料无需重发。页码按本次报送文件的先后顺序连续计算。

四、补正期限
请于2020年3月5日前（含当日）提交全部补正材料。

五、逾期后果
逾期未补正，或者补正后仍不齐全、不符合要求的，我局将终止本次审核，按退件处理；贵单位备齐材料后可以重新报送。按照本告知书要求提交全部补正材料的，我局依法予以受理。

联系方式：
- 劳动关系科，联系电话：65090452、65090450

北京市朝阳区人力资源和社会保障局（盖章处）
2020年2月20日

────────────────
本邮件经工作人员审核后由系统发出。如需回复，请直接回复本邮件并保留主题中的编号SL20200220-000001。
如确有必要现场办理，请提前拨打联系电话预约。
','<letter-0170601c0918c17e4cf31d917b416c50@office.test>','0c49a6d052dc910a7bc9a78f30fa22b85a2eb37bab34770f3aff9dfe6d87f8f7',0,'2020-02-20 01:00:15.000000',NULL,'');
INSERT INTO "letter" VALUES('0170601c18b8900d46f33f771b433fd1','0170601bedc0cd2136296655ffd77a57','format-correction',1,'held',0,'office@office.test','other@corp.test','【文件名或格式更正】单位名称待核对＋业务名称待核对（SL20200220-000002）','文件名或格式更正

申请单位：

贵单位于2020年2月20日08:51（北京时间）报送的材料（收件编号：SL20200220-000002），在文件名称或者文件格式方面存在下列问题：

1. 文件“scan.pdf”：文件名“scan.pdf”未写明单位名称，请按“单位名称+业务名称”命名。
2. 文件“scan.pdf”：文件名“scan.pdf”未写明业务名称，请按“单位名称+业务名称”命名。

文件归档情况：
- 收到文件：scan.pdf；归档名称：scan.pdf

规范示例：单位名称+业务名称.pdf
（文件名由“单位名称+业务名称”组成，PDF格式，不设打开密码，以附件方式直接随邮件发送，请勿使用网盘或者超大附件链接。）

是否需要重发：需要。请于2020年3月5日前（含当日）重发更正后的文件，直接回复本邮件即可。
收到更正后的文件，我局将连同其余文件一并审核。

文件名称或者格式问题可以更正，本邮件不是不予受理的决定。

北京市朝阳区人力资源和社会保障局
2020年2月20日

────────────────
本邮件经工作人员审核后由系统发出。如需回复，请直接回复本邮件并保留主题中的编号SL20200220-000002。
如确有必要现场办理，请提前拨打联系电话预约。
','<letter-0170601c18b8900d46f33f771b433fd1@office.test>','5351e53766c13175229f65b0bf04997e3baf624613f88891b6862bf702e3b0ff',0,'2020-02-20 01:00:19.000000',NULL,'');
INSERT INTO "letter" VALUES('0170601c2088b1f6be03cee75c776afe','0170601bf5907e08379748254e5eb23e','format-correction',1,'sent',1,'office@office.test','third@corp.test','【文件名或格式更正】单位名称待核对＋业务名称待核对（SL20200220-000003）','文件名或格式更正

申请单位：

贵单位于2020年2月20日08:52（北京时间）报送的材料（收件编号：SL20200220-000003），在文件名称或者文件格式方面存在下列问题：

1. 邮件中没有附件。请将申请材料盖章后扫描成PDF，按“单位名称+业务名称.pdf”命名，作为附件重新发送。

规范示例：单位名称+业务名称.pdf
（文件名由“单位名称+业务名称”组成，PDF格式，不设打开密码，以附件方式直接随邮件发送，请勿使用网盘或者超大附件链接。）

是否需要重发：需要。请于2020年3月5日前（含当日）重发更正后的文件，直接回复本邮件即可。

文件名称或者格式问题可以更正，本邮件不是不予受理的决定。

北京市朝阳区人力资源和社会保障局
2020年2月20日

────────────────
本邮件由系统自动发出。如需回复，请直接回复本邮件并保留主题中的编号SL20200220-000003。
如确有必要现场办理，请提前拨打联系电话预约。
','<letter-0170601c2088b1f6be03cee75c776afe@office.test>','058d2be89bd1cad15f3d79c2af8a634615c73cc3e7cd7d3c2734c0866da47350',1,'2020-02-20 01:00:21.000000','2020-02-20 01:00:24.000000','');
CREATE TABLE message (
	id VARCHAR(40) NOT NULL, 
	account VARCHAR(200) NOT NULL, 
	"key" VARCHAR(400) NOT NULL, 
	channel VARCHAR(80) NOT NULL, 
	media_type VARCHAR(80) NOT NULL, 
	name TEXT NOT NULL, 
	telephone VARCHAR(60), 
	incomplete TEXT NOT NULL, 
	suspect TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	received_at DATETIME NOT NULL, 
	stored_at DATETIME NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	note TEXT NOT NULL, 
	rfc_id VARCHAR(998), 
	content_digest VARCHAR(64), 
	sender VARCHAR(320), 
	PRIMARY KEY (id), 
	UNIQUE (account, "key")
);
INSERT INTO "message" VALUES('0170601bd268af5007bc4850b727aeda','inbox','000001.test','mail-dispatch','message/rfc822','',NULL,'','','484f24e891ad26d64abd73664f573d03d5aad01e59ff1b1cb2e03ed073257a54',3248,'2020-02-20 00:50:00.000000','2020-02-20 01:00:01.000000','parsed','','<1@corp.test>','5c03b84f4de490c8d002c0a921ff6c52f766f5e567b53800bf1cc76b9c7a15ea','firm@corp.test');
INSERT INTO "message" VALUES('0170601bd6504aaabdfafcf0a173f73f','inbox','000002.test','mail-dispatch','message/rfc822','',NULL,'','','f6a9e87008a0a5f494369e759c1cb0dd176db7de90925e40100bda097e111306',3001,'2020-02-20 00:51:00.000000','2020-02-20 01:00:02.000000','parsed','','<2@corp.test>','1a7f48bfa08876490449e9fe85cbbeab4d7ce629aacd2aaccba9bf93176e70f3','other@corp.test');
INSERT INTO "message" VALUES('0170601bda388255ad33686f47eecbb3','inbox','000003.test','mail-dispatch','message/rfc822','',NULL,'','','e4cc307d234e887aee4a0ea425d120a274d1d8d212d09c76cb2e213fe2a44d71',301,'2020-02-20 00:52:00.000000','2020-02-20 01:00:03.000000','parsed','','<3@corp.test>','732aad443b6874e6cb2453e84403900eca732da093d0b7ca66eae476a38b7247','third@corp.test');
CREATE TABLE officer (
	id VARCHAR(40) NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	office VARCHAR(60) NOT NULL, 
	token_sha256 VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	UNIQUE (token_sha256)
);
INSERT INTO "officer" VALUES('0170601c341061ba6f344ea18daf5338','王审核','officer','bj-chaoyang','66ec2c5a5a69c179b5068ce5801cd06d0228090df3f9bacd64c633347fceef4a','2020-02-20 01:00:26.000000');
CREATE TABLE page_reading (
	content_key VARCHAR(64) NOT NULL, 
	reader VARCHAR(80) NOT NULL, 
	content JSON NOT NULL, 
	PRIMARY KEY (content_key, reader)
);
INSERT INTO "page_reading" VALUES('c07b61e48b882cff393c88664f643139e5c235f6a0f878146538d62a2e600072','4/rapid/small','{"number": 1, "file": 0, "file_page": 1, "size_mm": [210.1, 297.1], "source": "ocr", "colour": "bilevel", "rotation": 0, "lines": [{"text": "A.1", "box": [65.8800048828125, 73.08000183105469, 114.84000396728516, 107.2800064086914], "score": 0.9939}], "seals": [], "fragments": [], "ink": 0.00023, "size_known": true, "flags": [], "content_key": "c07b61e48b882cff393c88664f643139e5c235f6a0f878146538d62a2e600072", "tables": [], "signature_places": []}');
INSERT INTO "page_reading" VALUES('0695fc4ba18f1a0e3f35f246d9209f37b8fde070ba43caf3af4a234ad505d4f1','4/rapid/small','{"number": 1, "file": 0, "file_page": 1, "size_mm": [210.1, 297.1], "source": "ocr", "colour": "bilevel", "rotation": 0, "lines": [{"text": "B.2", "box": [67.68000030517578, 73.44000244140625, 114.12000274658203, 104.4000015258789], "score": 1.0}], "seals": [], "fragments": [], "ink": 0.00031, "size_known": true, "flags": [], "content_key": "0695fc4ba18f1a0e3f35f246d9209f37b8fde070ba43caf3af4a234ad505d4f1", "tables": [], "signature_places": []}');
CREATE TABLE report (
	case_id VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	rules VARCHAR(40) NOT NULL, 
	reader VARCHAR(80) NOT NULL, 
	made_at DATETIME NOT NULL, 
	content JSON NOT NULL, 
	PRIMARY KEY (case_id, revision), 
	FOREIGN KEY(case_id) REFERENCES "case" (id)
);
INSERT INTO "report" VALUES('0170601be5f0777d2ee8eae699a6f975',1,'2023-12-01.1+845355fd','4/rapid/small','2020-02-20 01:00:15.000000','{"outcome": "review", "unit": {"name": "\u5317\u4eac\u67d0\u67d0\u4eba\u529b\u8d44\u6e90\u6709\u9650\u516c\u53f8", "source": "file-name"}, "item": {"code": "dispatch-new", "name": "\u65b0\u7533\u8bf7\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef", "source": "file-name"}, "files": [{"name": "\u5317\u4eac\u67d0\u67d0\u4eba\u529b\u8d44\u6e90\u6709\u9650\u516c\u53f8+\u65b0\u7533\u8bf7\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef.pdf", "stored_name": "\u5317\u4eac\u67d0\u67d0\u4eba\u529b\u8d44\u6e90\u6709\u9650\u516c\u53f8+\u65b0\u7533\u8bf7\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef.pdf", "kind": "pdf", "pages": 1, "sha256": "871649ba6697c334d36a69ea73e799d21fbf0666e71eb5d9b66ff08ab753b621"}], "pages": [{"number": 1, "file": 0, "file_page": 1, "size_mm": [210.1, 297.1], "source": "ocr", "colour": "bilevel", "rotation": 0, "lines": [{"text": "A.1", "box": [65.8800048828125, 73.08000183105469, 114.84000396728516, 107.2800064086914], "score": 0.9939}], "seals": [], "fragments": [], "ink": 0.00023, "size_known": true, "flags": [], "content_key": "c07b61e48b882cff393c88664f643139e5c235f6a0f878146538d62a2e600072", "tables": [], "signature_places": []}], "materials": [{"code": "dispatch-application", "name": "\u52b3\u52a1\u6d3e\u9063\u7ecf\u8425\u8bb8\u53ef\u7533\u8bf7\u4e66", "need": "required", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "business-licence", "name": "\u8425\u4e1a\u6267\u7167\u526f\u672c", "need": "required", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "name-preapproval", "name": "\u4f01\u4e1a\u540d\u79f0\u9884\u5148\u6838\u51c6\u901a\u77e5\u4e66", "need": "required", "status": "not-needed", "pages": [], "confidence": 1.0, "cross_page_seal": "not-needed", "fields": []}, {"code": "articles-of-association", "name": "\u516c\u53f8\u7ae0\u7a0b", "need": "required", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "audit-report", "name": "\u8d22\u52a1\u5ba1\u8ba1\u62a5\u544a", "need": "required", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "capital-verification-report", "name": "\u9a8c\u8d44\u62a5\u544a", "need": "required", "status": "not-needed", "pages": [], "confidence": 1.0, "cross_page_seal": "not-needed", "fields": []}, {"code": "premises-proof", "name": "\u7ecf\u8425\u573a\u6240\u4f7f\u7528\u8bc1\u660e", "need": "required", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "title-deed", "name": "\u623f\u5c4b\u4ea7\u6743\u8bc1\u660e", "need": "tolerable", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "equipment-list", "name": "\u529e\u516c\u8bbe\u65bd\u8bbe\u5907\u548c\u4fe1\u606f\u7ba1\u7406\u7cfb\u7edf\u6e05\u5355", "need": "tolerable", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "legal-representative-identity", "name": "\u6cd5\u5b9a\u4ee3\u8868\u4eba\u8eab\u4efd\u8bc1\u660e", "need": "required", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "appointment-letter", "name": "\u6cd5\u5b9a\u4ee3\u8868\u4eba\u4efb\u547d\u4e66", "need": "conditional", "status": "not-needed", "pages": [], "confidence": 1.0, "cross_page_seal": "not-needed", "fields": []}, {"code": "authorisation-letter", "name": "\u6388\u6743\u59d4\u6258\u4e66", "need": "conditional", "status": "not-needed", "pages": [], "confidence": 1.0, "cross_page_seal": "not-needed", "fields": []}, {"code": "agent-identity", "name": "\u7ecf\u529e\u4eba\u8eab\u4efd\u8bc1\u590d\u5370\u4ef6", "need": "tolerable", "status": "not-needed", "pages": [], "confidence": 1.0, "cross_page_seal": "not-needed", "fields": []}, {"code": "dispatch-management-rules", "name": "\u52b3\u52a1\u6d3e\u9063\u7ba1\u7406\u5236\u5ea6", "need": "required", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}, {"code": "dispatch-agreement-sample", "name": "\u62df\u7b7e\u8ba2\u7684\u52b3\u52a1\u6d3e\u9063\u534f\u8bae\u6837\u672c", "need": "tolerable", "status": "missing", "pages": [], "confidence": 0.95, "cross_page_seal": "not-needed", "fields": []}], "findings": [{"code": "material-missing", "severity": "blocking", "message": "\u7f3a\u5c11\u300a\u52b3\u52a1\u6d3e\u9063\u7ecf\u8425\u8bb8\u53ef\u7533\u8bf7\u4e66\u300b\uff0c\u8bf7\u8865\u5145\u540e\u91cd\u65b0\u63d0\u4ea4\u3002", "confidence": 0.95, "material": "dispatch-application", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u4e00\uff09\u9879", "confirmed": true}, {"code": "material-missing", "severity": "blocking", "message": "\u7f3a\u5c11\u300a\u8425\u4e1a\u6267\u7167\u526f\u672c\u300b\u6216\u300a\u4f01\u4e1a\u540d\u79f0\u9884\u5148\u6838\u51c6\u901a\u77e5\u4e66\u300b\uff0c\u8bf7\u8865\u5145\u540e\u91cd\u65b0\u63d0\u4ea4\u3002", "confidence": 0.95, "material": "business-licence", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u4e8c\uff09\u9879", "confirmed": true}, {"code": "material-missing", "severity": "blocking", "message": "\u7f3a\u5c11\u300a\u516c\u53f8\u7ae0\u7a0b\u300b\uff0c\u8bf7\u8865\u5145\u540e\u91cd\u65b0\u63d0\u4ea4\u3002", "confidence": 0.95, "material": "articles-of-association", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u4e09\uff09\u9879", "confirmed": true}, {"code": "material-missing", "severity": "blocking", "message": "\u7f3a\u5c11\u300a\u8d22\u52a1\u5ba1\u8ba1\u62a5\u544a\u300b\uff08\u5df2\u8bbe\u7acb\u516c\u53f8\u987b\u63d0\u4ea4\uff09\uff0c\u8bf7\u8865\u5145\u540e\u91cd\u65b0\u63d0\u4ea4\u3002", "confidence": 0.95, "material": "audit-report", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u4e09\uff09\u9879\u3001\u4e1c\u57ce\u533a\u529e\u4e8b\u6307\u5357", "confirmed": true}, {"code": "material-missing", "severity": "blocking", "message": "\u7f3a\u5c11\u300a\u7ecf\u8425\u573a\u6240\u4f7f\u7528\u8bc1\u660e\u300b\uff0c\u8bf7\u8865\u5145\u540e\u91cd\u65b0\u63d0\u4ea4\u3002", "confidence": 0.95, "material": "premises-proof", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u56db\uff09\u9879", "confirmed": true}, {"code": "material-missing", "severity": "tolerable", "message": "\u7f3a\u5c11\u300a\u623f\u5c4b\u4ea7\u6743\u8bc1\u660e\u300b\uff0c\u8be5\u6750\u6599\u53ef\u4ee5\u5bb9\u7f3a\uff0c\u8bf7\u5728\u671f\u9650\u5185\u8865\u4ea4\u3002", "confidence": 0.95, "material": "title-deed", "page": null, "file": null, "box": null, "clause": "\u4e1c\u57ce\u533a\u529e\u4e8b\u6307\u5357", "confirmed": false}, {"code": "material-missing", "severity": "tolerable", "message": "\u7f3a\u5c11\u300a\u529e\u516c\u8bbe\u65bd\u8bbe\u5907\u548c\u4fe1\u606f\u7ba1\u7406\u7cfb\u7edf\u6e05\u5355\u300b\uff0c\u8be5\u6750\u6599\u53ef\u4ee5\u5bb9\u7f3a\uff0c\u8bf7\u5728\u671f\u9650\u5185\u8865\u4ea4\u3002", "confidence": 0.95, "material": "equipment-list", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u56db\uff09\u9879", "confirmed": false}, {"code": "material-missing", "severity": "blocking", "message": "\u7f3a\u5c11\u300a\u6cd5\u5b9a\u4ee3\u8868\u4eba\u8eab\u4efd\u8bc1\u660e\u300b\uff0c\u8bf7\u8865\u5145\u540e\u91cd\u65b0\u63d0\u4ea4\u3002", "confidence": 0.95, "material": "legal-representative-identity", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u4e94\uff09\u9879", "confirmed": true}, {"code": "material-missing", "severity": "blocking", "message": "\u7f3a\u5c11\u300a\u52b3\u52a1\u6d3e\u9063\u7ba1\u7406\u5236\u5ea6\u300b\uff0c\u8bf7\u8865\u5145\u540e\u91cd\u65b0\u63d0\u4ea4\u3002", "confidence": 0.95, "material": "dispatch-management-rules", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u516d\uff09\u9879", "confirmed": true}, {"code": "material-missing", "severity": "tolerable", "message": "\u7f3a\u5c11\u300a\u62df\u7b7e\u8ba2\u7684\u52b3\u52a1\u6d3e\u9063\u534f\u8bae\u6837\u672c\u300b\uff0c\u8be5\u6750\u6599\u53ef\u4ee5\u5bb9\u7f3a\uff0c\u8bf7\u5728\u671f\u9650\u5185\u8865\u4ea4\u3002", "confidence": 0.95, "material": "dispatch-agreement-sample", "page": null, "file": null, "box": null, "clause": "\u300a\u52b3\u52a1\u6d3e\u9063\u884c\u653f\u8bb8\u53ef\u5b9e\u65bd\u529e\u6cd5\u300b\u7b2c\u516b\u6761\u7b2c\uff08\u516d\uff09\u9879", "confirmed": false}, {"code": "material-unrecognised-page", "severity": "review", "message": "\u7b2c1\u9875\u672a\u80fd\u8bc6\u522b\u5c5e\u4e8e\u54ea\u9879\u6750\u6599\uff0c\u5df2\u8f6c\u4eba\u5de5\u6838\u5bf9\u3002", "confidence": 0.8, "material": null, "page": 1, "file": 0, "box": null, "clause": "", "confirmed": true}, {"code": "seal-uncoloured", "severity": "review", "message": "\u7b2c1\u9875\uff08\u672a\u8bc6\u522b\u6750\u6599\uff09\u4e3a\u9ed1\u767d\u9875\u9762\uff0c\u4e0d\u80fd\u786e\u8ba4\u516c\u7ae0\uff0c\u8bf7\u63d0\u4ea4\u5f69\u8272\u626b\u63cf\u4ef6\u6216\u90ae\u5bc4\u539f\u4ef6\u6838\u5bf9\u3002", "confidence": 0.9, "material": null, "page": 1, "file": 0, "box": null, "clause": "\u9644\u4ef63 \u5bc4\u9012\u8981\u6c422", "confirmed": false}], "page_seals": {"1": "uncertain"}, "page_documents": {}, "seal_similarity": {}, "letters": [], "tolerance_due": null, "supplement_due": null, "seconds": {"render": 0.08, "read": 0.131, "seals": 0.103, "rules": 0.002, "total": 1.805}}');
INSERT INTO "report" VALUES('0170601bedc0cd2136296655ffd77a57',1,'2023-12-01.1+845355fd','4/rapid/small','2020-02-20 01:00:19.000000','{"outcome": "review", "unit": {"name": null, "source": ""}, "item": {"code": null, "name": "", "source": ""}, "files": [{"name": "scan.pdf", "stored_name": "scan.pdf", "kind": "pdf", "pages": 1, "sha256": "174a39d01dbba56e29ffa7ed3614471aeb4cbb753782a227fd7c71b9ae41f2c5"}], "pages": [{"number": 1, "file": 0, "file_page": 1, "size_mm": [210.1, 297.1], "source": "ocr", "colour": "bilevel", "rotation": 0, "lines": [{"text": "B.2", "box": [67.68000030517578, 73.44000244140625, 114.12000274658203, 104.4000015258789], "score": 1.0}], "seals": [], "fragments": [], "ink": 0.00031, "size_known": true, "flags": [], "content_key": "0695fc4ba18f1a0e3f35f246d9209f37b8fde070ba43caf3af4a234ad505d4f1", "tables": [], "signature_places": []}], "materials": [], "findings": [{"code": "name-unit-missing", "severity": "notice", "message": "\u6587\u4ef6\u540d\u201cscan.pdf\u201d\u672a\u5199\u660e\u5355\u4f4d\u540d\u79f0\uff0c\u8bf7\u6309\u201c\u5355\u4f4d\u540d\u79f0+\u4e1a\u52a1\u540d\u79f0\u201d\u547d\u540d\u3002", "confidence": 1.0, "material": null, "page": null, "file": 0, "box": null, "clause": "", "confirmed": true}, {"code": "name-item-missing", "severity": "notice", "message": "\u6587\u4ef6\u540d\u201cscan.pdf\u201d\u672a\u5199\u660e\u4e1a\u52a1\u540d\u79f0\uff0c\u8bf7\u6309\u201c\u5355\u4f4d\u540d\u79f0+\u4e1a\u52a1\u540d\u79f0\u201d\u547d\u540d\u3002", "confidence": 1.0, "material": null, "page": null, "file": 0, "box": null, "clause": "", "confirmed": true}, {"code": "item-unknown", "severity": "review", "message": "\u65e0\u6cd5\u786e\u5b9a\u7533\u8bf7\u7684\u4e1a\u52a1\u4e8b\u9879\uff0c\u8bf7\u6309\u201c\u5355\u4f4d\u540d\u79f0+\u4e1a\u52a1\u540d\u79f0\u201d\u547d\u540d\u6587\u4ef6\uff0c\u6216\u7531\u5de5\u4f5c\u4eba\u5458\u9009\u5b9a\u4e8b\u9879\u3002", "confidence": 1.0, "material": null, "page": null, "file": null, "box": null, "clause": "", "confirmed": true}], "page_seals": {}, "page_documents": {}, "seal_similarity": {}, "letters": [], "tolerance_due": null, "supplement_due": null, "seconds": {"render": 0.092, "read": 0.066, "seals": 0.104, "rules": 0.001, "total": 0.4}}');
INSERT INTO "report" VALUES('0170601bf5907e08379748254e5eb23e',1,'2023-12-01.1+845355fd','4/rapid/small','2020-02-20 01:00:21.000000','{"outcome": "supplement", "unit": {"name": null, "source": ""}, "item": {"code": null, "name": "", "source": ""}, "files": [], "pages": [], "materials": [], "findings": [{"code": "mail-no-attachment", "severity": "blocking", "message": "\u90ae\u4ef6\u4e2d\u6ca1\u6709\u9644\u4ef6\u3002\u8bf7\u5c06\u7533\u8bf7\u6750\u6599\u76d6\u7ae0\u540e\u626b\u63cf\u6210PDF\uff0c\u6309\u201c\u5355\u4f4d\u540d\u79f0+\u4e1a\u52a1\u540d\u79f0.pdf\u201d\u547d\u540d\uff0c\u4f5c\u4e3a\u9644\u4ef6\u91cd\u65b0\u53d1\u9001\u3002", "confidence": 1.0, "material": null, "page": null, "file": null, "box": null, "clause": "", "confirmed": true}], "page_seals": {}, "page_documents": {}, "seal_similarity": {}, "letters": [], "tolerance_due": null, "supplement_due": "2020-03-05", "seconds": {"render": 0.0, "read": 0.0, "seals": 0.0, "rules": 0.001, "total": 0.001}}');
CREATE TABLE step (
	id VARCHAR(40) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	subject VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	queue VARCHAR(20) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	fence INTEGER NOT NULL, 
	holder VARCHAR(120) NOT NULL, 
	lease_until DATETIME, 
	not_before DATETIME NOT NULL, 
	error TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (kind, subject, revision)
);
INSERT INTO "step" VALUES('0170601bd268f3b842032ee86e202f26','parse','0170601bd268af5007bc4850b727aeda',1,'intake','done',1,'','2020-02-20 01:01:35.000000','2020-02-20 01:00:01.000000','','2020-02-20 01:00:01.000000');
INSERT INTO "step" VALUES('0170601bd6504e5789f18e74f4229424','parse','0170601bd6504aaabdfafcf0a173f73f',1,'intake','done',1,'','2020-02-20 01:01:37.000000','2020-02-20 01:00:02.000000','','2020-02-20 01:00:02.000000');
INSERT INTO "step" VALUES('0170601bda38c32a91fe0f130cda1368','parse','0170601bda388255ad33686f47eecbb3',1,'intake','done',1,'','2020-02-20 01:01:39.000000','2020-02-20 01:00:03.000000','','2020-02-20 01:00:03.000000');
INSERT INTO "step" VALUES('0170601be5f087348082c2c4a5854864','read','0170601be5f0777d2ee8eae699a6f975',1,'read','done',1,'','2020-02-20 01:01:44.000000','2020-02-20 01:00:06.000000','','2020-02-20 01:00:06.000000');
INSERT INTO "step" VALUES('0170601be5f0753da00d6fb82b019e9b','letter','0170601be5f06994213bb7ded7ed9547',1,'letters','done',1,'','2020-02-20 01:20:12.000000','2020-02-20 01:00:06.000000','','2020-02-20 01:00:06.000000');
INSERT INTO "step" VALUES('0170601bedc0d782276b8c1ef1462e71','read','0170601bedc0cd2136296655ffd77a57',1,'read','done',1,'','2020-02-20 01:01:48.000000','2020-02-20 01:00:08.000000','','2020-02-20 01:00:08.000000');
INSERT INTO "step" VALUES('0170601bedc0bac8cee026412384454d','letter','0170601bedc0ff04b62efe0060511ba9',1,'letters','done',1,'','2020-02-20 01:20:16.000000','2020-02-20 01:00:08.000000','','2020-02-20 01:00:08.000000');
INSERT INTO "step" VALUES('0170601bf590bd2c3981bfccf837d8a9','read','0170601bf5907e08379748254e5eb23e',1,'read','done',1,'','2020-02-20 01:01:50.000000','2020-02-20 01:00:10.000000','','2020-02-20 01:00:10.000000');
INSERT INTO "step" VALUES('0170601c2088789d2101230701b6d2f8','letter','0170601c2088b1f6be03cee75c776afe',1,'letters','done',1,'','2020-02-20 01:20:23.000000','2020-02-20 01:00:21.000000','','2020-02-20 01:00:21.000000');
CREATE TABLE task (
	id VARCHAR(40) NOT NULL, 
	case_id VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	round INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	done_at DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (case_id, kind, round), 
	FOREIGN KEY(case_id) REFERENCES "case" (id)
);
INSERT INTO "task" VALUES('0170601c3be0e9a49214fae2e431b60f','0170601be5f0777d2ee8eae699a6f975','note',1,'请核对原件。','2020-02-20 01:00:28.000000',NULL);
CREATE TABLE tolerance (
	id VARCHAR(40) NOT NULL, 
	case_id VARCHAR(40) NOT NULL, 
	office VARCHAR(60) NOT NULL, 
	unit TEXT, 
	material VARCHAR(80) NOT NULL, 
	material_name TEXT NOT NULL, 
	handling VARCHAR(20) NOT NULL, 
	basis TEXT NOT NULL, 
	granted_on DATE NOT NULL, 
	due DATE, 
	anchor VARCHAR(40), 
	anchor_months INTEGER, 
	state VARCHAR(20) NOT NULL, 
	settled_at DATETIME, 
	settled_by VARCHAR(80) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (case_id, material), 
	FOREIGN KEY(case_id) REFERENCES "case" (id)
);
CREATE TABLE whitelist (
	id VARCHAR(40) NOT NULL, 
	office VARCHAR(60) NOT NULL, 
	list VARCHAR(40) NOT NULL, 
	credit_code VARCHAR(18) NOT NULL, 
	name TEXT NOT NULL, 
	folded_name TEXT NOT NULL, 
	source TEXT NOT NULL, 
	imported_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX message_by_state ON message (state, id);
CREATE INDEX message_by_rfc_id ON message (rfc_id);
CREATE INDEX message_by_sha256 ON message (sha256);
CREATE INDEX message_by_digest ON message (content_digest);
CREATE INDEX case_by_office ON "case" (office, id);
CREATE INDEX case_by_applicant ON "case" (applicant, item);
CREATE INDEX case_by_state ON "case" (office, state, id);
CREATE INDEX step_by_state ON step (state, not_before);
CREATE INDEX ix_audit_case_id ON audit (case_id);
CREATE INDEX contact_by_department ON contact (office, department, valid_from);
CREATE INDEX whitelist_by_name ON whitelist (office, folded_name);
CREATE INDEX whitelist_by_code ON whitelist (office, credit_code);
CREATE INDEX case_message_by_rfc_id ON case_message (rfc_id);
CREATE INDEX file_by_sha256 ON file (sha256);
CREATE INDEX letter_by_recipient ON letter (recipient, created_at);
CREATE INDEX tolerance_by_due ON tolerance (office, state, due);
CREATE INDEX tolerance_by_unit ON tolerance (office, unit);
CREATE INDEX assignment_by_officer ON assignment (officer);
