using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Distinguishes names of people from names of publishers: they have two or three characters and begin with a surname.
/// </summary>
internal static class ChineseNames
{
    /// <summary>The surnames of about 98 percent of the population.</summary>
    private static readonly SearchValues<char> Surnames = SearchValues.Create(
        ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
            + "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄"
            + "窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖"
            + "练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由").AsSpan());

    private static readonly string[] DoubleSurnames =
        ["欧阳", "上官", "司马", "诸葛", "皇甫", "令狐", "司徒", "慕容", "尉迟", "东方", "夏侯", "端木", "公孙", "轩辕", "南宫", "长孙"];

    /// <summary>The last characters of the names of publishers, departments and columns.</summary>
    private static readonly SearchValues<char> EndsOfOthers = SearchValues.Create("网报社局部院会台厅处站刊界团组委署司室号店馆所系校市县区省".AsSpan());

    /// <summary>Words of bylines and fact lines that begin like names.</summary>
    private static readonly string[] NoNames =
        ["综合", "整合", "编译", "整理", "报道", "摄影", "文字", "图片", "供图", "严选", "全文", "时政", "安全", "文化", "关注", "国际", "国内", "财经", "成长", "明星", "高考", "平安",
            "平台", "应用", "商业", "路透", "农业", "文学", "文章", "管理员", "司法", "时间", "时评", "成都", "南方", "海外", "阳光", "康养", "公告", "通知", "公示", "相关", "原创",
            "云南", "海南", "广告", "都市", "展览", "富士", "门户", "容城", "乐活", "项目", "解读", "解放", "明日", "全国", "国家", "平凡", "来源", "信息", "储备", "金融", "房产",
            "和讯", "车市", "智能", "强国", "利好"];

    public static bool IsPerson(string text)
    {
        if (text.Length is < 2 or > 4 || !text.All(c => c is >= '\u4e00' and <= '\u9fff'))
            return false;
        if (Array.Exists(NoNames, n => text.StartsWith(n, StringComparison.Ordinal)) || EndsOfOthers.Contains(text[^1]) && text.Length != 2)
            return false;
        return text.Length == 4
            ? Array.Exists(DoubleSurnames, s => text.StartsWith(s, StringComparison.Ordinal))
            : Surnames.Contains(text[0]) || text.Length == 3
                && Array.Exists(DoubleSurnames, s => text.StartsWith(s, StringComparison.Ordinal));
    }
}
