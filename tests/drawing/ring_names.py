"""Made-up names of units for seals: of any length, in Chinese and Latin letters, and pairs of like characters."""

from __future__ import annotations

from random import Random

PAIRS = tuple(
    tuple(pair) for pair in (
        "兴星", "宏弘", "盛晟", "泰秦", "诚城", "佳嘉", "瑞端", "博搏", "恒桓", "锦绵", "昌晶", "达远", "鑫金", "科料",
        "源原", "大太", "远运", "通道", "天夫", "田由", "木本", "中申", "王玉", "人入", "丰沣", "盛威", "隆降", "华毕",
        "宏宠", "力刀", "北比", "未末", "土士", "已己", "日曰",
    )
)
"""Characters that are taken for each other on seals."""

_REGIONS = (
    "北京", "北京市", "上海", "天津市", "河北", "山东省", "四川", "郑州市", "北京市朝阳区", "北京朝阳", "内蒙古",
    "苏州工业园区", "呼和浩特市",
)
_BRANDS = (
    "华信恒通达利源嘉瑞博雅盛鸿宇天成世纪环球金鼎安康泽润邦联创新时代云帆凯旋星辰光明伟业海纳百川智慧未来东方"
    "远景绿洲蓝图磐石峰岳岭松柏梅兰竹菊春晓秋实玖乐福禄祥瑞喜顺泰和平丰登科锐捷敏卓越精诚尚品优佳美惠民众志合力共赢"
)
_TRADES = (
    "科技", "商贸", "物业管理", "餐饮管理", "人力资源服务", "劳务派遣", "信息技术", "机械制造", "汽车销售服务",
    "文化传播", "建筑装饰工程", "医药", "供应链管理", "教育咨询", "电子商务", "新能源汽车零部件制造", "企业管理咨询",
    "国际货运代理",
)
_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "有限公司北京分公司", "集团有限公司")
_WORDS = (
    "BEIJING", "SHANGHAI", "PACIFIC", "ORIENT", "GLOBAL", "TECHNOLOGY", "TRADING", "SERVICES", "CONSULTING", "MOTORS",
)


def unit_name(random: Random, least: int, most: int) -> str:
    """Return a name of ``least`` to ``most`` characters."""
    for _ in range(1000):
        brand = "".join(random.sample(_BRANDS, random.choice((2, 2, 3, 4))))
        trades = "".join(random.sample(_TRADES, random.choice((1, 1, 2))))
        name = random.choice(_REGIONS) + brand + trades + random.choice(_FORMS)
        if least <= len(name) <= most:
            return name
    raise ValueError(f"no name of {least} to {most} characters")


def foreign_name(random: Random) -> str:
    """Return two words and a legal form in Latin capitals."""
    return " ".join((*random.sample(_WORDS, 2), random.choice(("CO.,LTD.", "CO., LTD", "INC."))))
