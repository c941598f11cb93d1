namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// The common Chinese surnames as parts of patterns. Surnames that are equally common as words (高, 和) are left to the caller.
/// </summary>
internal static class ChineseSurnames
{
    /// <summary>Alternatives of two characters each.</summary>
    public const string Double = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐";

    /// <summary>Members of a character class.</summary>
    public const string Single =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常"
        + "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚"
        + "岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封佴";
}
