using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>A sentence, or a line without one: the smallest part of a text that is corrected as a whole.</summary>
/// <param name="Text">The words with their punctuation.</param>
/// <param name="Key">Equal for equal words, whatever their spacing and punctuation.</param>
/// <param name="Line">The number of the line that contains it.</param>
internal sealed partial record Passage(string Text, string Key, int Line)
{
    /// <summary>The rest of a longer text is one passage.</summary>
    private const int Most = 3_000;

    /// <summary>A shorter sentence may be a label with a value that changes by itself.</summary>
    private const int ShortestProse = 12;

    /// <summary>Promotions are short; a longer line that contains such words is an article about them.</summary>
    private const int LongestPromotion = 160;

    /// <summary>True if its line reads like a promotion.</summary>
    public bool IsPromotion { get; private init; }

    /// <summary>True if its line may be a promotion, or a value that changes by itself, so that a change proves nothing yet.</summary>
    public bool IsDoubtful { get; private init; }

    /// <summary>True for a sentence, unlike a label, a heading or a link.</summary>
    public bool IsProse => Text.Length >= ShortestProse && Sentence.IsMatch(Text);

    /// <summary>True if it announces a correction by itself.</summary>
    public bool IsNote => Note.IsMatch(Text);

    /// <summary>True if it contains a number that people may call.</summary>
    public bool NamesTelephone => Telephone.IsMatch(Text);

    public static List<Passage> Split(string substance)
    {
        List<Passage> passages = [];
        var number = 0;
        var rest = substance.AsSpan();
        while (rest.Length > 0)
        {
            var end = passages.Count < Most ? rest.IndexOf('\n') : -1;
            var line = (end < 0 ? rest : rest[..end]).ToString();
            var isPromotion = line.Length <= LongestPromotion && Promotion.IsMatch(line);
            var isDoubtful = isPromotion || line.Length <= LongestPromotion && Chatter.IsMatch(line);
            foreach (var text in passages.Count < Most ? Stop.Split(line) : [line])
            {
                // Punctuation alone is no passage.
                if (text.Any(char.IsLetterOrDigit))
                    passages.Add(new Passage(text, KeyOf(text), number) { IsPromotion = isPromotion, IsDoubtful = isDoubtful });
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
            number++;
        }

        return passages;
    }

    /// <summary>Returns the text of passages, each line on its own.</summary>
    public static string Join(IEnumerable<Passage> passages) =>
        string.Join('\n', passages.GroupBy(p => p.Line).Select(line => string.Concat(line.Select(p => p.Text))));

    public static string KeyOf(string text) => SubstanceHash.Compute("", text)[..16];

    [GeneratedRegex(
        @"(?<=[。！？!?；;][”’」』）)]{0,2})(?![。！？!?；;”’」』）)])|(?<=\p{L}{2}[.][”’)]?)(?=\s{1,8}[\p{Lu}\p{Lo}])", RegexOptions.None, 5_000)]
    private static partial Regex Stop { get; }

    [GeneratedRegex(@"[。，,！!？?；;]|[.][”’)]?\s*$", RegexOptions.None, 5_000)]
    private static partial Regex Sentence { get; }

    [GeneratedRegex(
        @"^\W*(?:更正|勘误|纠正|订正|补充|更新|最新消息|最新进展|编者按|编者注|编辑注|特别说明|correction|corrected|erratum|clarification|update|updated"
            + @"|editor[’']?s[’']? note)"
            + @"(?:启事|说明|声明|消息)?\s*[（(]?[^:：\n]{0,12}?[)）]?\s*[:：】\]]\s*(?=(?:[\W\d]*\p{L}){6})",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Note { get; }

    [GeneratedRegex(@"(?:\d[- ]?){7}", RegexOptions.None, 5_000)]
    private static partial Regex Telephone { get; }

    [GeneratedRegex(
        @"推广|广告|赞助|猜你|好物|特价|折扣|促销|秒杀|抢购|下单|立减|满减|包邮|团购|爆款|热卖|热销|优惠|(?:今日|编辑|精选|为[你您]|好[书文])推荐|推荐\W*(?:[:：]|商品|产品|阅读|文章)"
            + @"|公众号|客户端|小程序|订阅|更多精彩|精彩内容|热搜|榜单|排行榜|今日(?:话题|一句|运势)|小贴士"
            + @"|\b(?:sponsor(?:ed)?|promotions?|promoted|advert\w*|ads?|deals?|discount\w*|sale|save \d|coupon|voucher"
            + @"|free trial|subscribe|subscription"
            + @"|newsletter|sign up|join us|our app|trending|recommended for you|you (?:may|might) (?:also )?(?:like|enjoy)"
            + @"|read next|see also|of the day"
            + @"|did you know|related (?:stories|articles|news)|more stories|most (?:read|popular)|don[’']t miss)\b|% off\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Promotion { get; }

    [GeneratedRegex(
        @"推荐|新品|免费|领取|礼包|抽奖|会员|开通|充值|立即|点击|点这里|下载|安装|APP|扫码|关注|加群|进群|热门|猜猜|名言|笑话|天气[:：]|在线|围观|在看|剩余|库存|倒计时|还有.{0,8}(?:天|小时|分钟)"
            + @"|\b(?:offers?|buy|shop|order now|premium|log ?in|join now|download|install|app|click|tap|popular|recommend\w*"
            + @"|related|lucky|random|winner"
            + @"|countdown|remaining|in stock|right now|live now|visitors?|views?|readers?|followers?|likes?|tip)\b",
        RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Chatter { get; }
}
