using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>
/// Finds which times, numbers and names replaced which, because readers of a correction want to know that first.
/// </summary>
internal static partial class FactChanges
{
    private const int Most = 8;

    /// <returns>At most eight changes; none if the text was rewritten.</returns>
    public static IReadOnlyList<ArticleChange> Between(string before, string after)
    {
        var places = TextDifference.Between(before, after);
        if (places is null)
            return [];
        Fact[] old = Facts(before), now = Facts(after);
        List<ArticleChange> changes = [];
        foreach (var place in places)
        {
            foreach (var field in (ReadOnlySpan<ChangedField>)[ChangedField.Time, ChangedField.Number, ChangedField.Name])
            {
                var was = Touched(old, field, place.Before, before.Length);
                var became = Touched(now, field, place.After, after.Length);
                if (was is null || became is null || was == became)
                    continue;
                var change = new ArticleChange(field, was, became);
                if (!changes.Contains(change))
                    changes.Add(change);
                break;
            }
        }

        return [.. changes.Take(Most)];
    }

    private static string? Touched(Fact[] facts, ChangedField field, Range place, int length)
    {
        var (start, count) = place.GetOffsetAndLength(length);
        return Array.Find(facts, f => f.Field == field && f.Start < start + Math.Max(count, 1) && f.End > start)?.Text.Trim();
    }

    private static Fact[] Facts(string text) =>
    [
        .. Time.Matches(text).Select(m => new Fact(ChangedField.Time, m.Index, m.Value)),
        .. Number.Matches(text).Select(m => new Fact(ChangedField.Number, m.Index, m.Value)),
        .. Name.Matches(text).Select(m => new Fact(ChangedField.Name, m.Index, m.Value)),
    ];

    [GeneratedRegex(
        @"\b\d{1,2}(?::\d{2})? ?[ap]\.?m\b|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|夜间)?\d{1,2}(?:[:：]\d{2}"
            + @"|[时点](?:\d{1,2}分|半)?))?|(?:今|明|昨|后|前|当)[日天晚](?:凌晨|上午|中午|下午|晚上?)?(?:\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分|半)?))?|(?:凌晨|清晨|早上"
            + @"|上午|中午|下午|傍晚|晚上|夜间)?\d{1,2}(?:[:：]\d{2}(?!\d)|[时点](?:\d{1,2}分|半)?)|(?:凌晨|上午|中午|下午|傍晚|晚上)|[本下上]?(?:周|星期|礼拜)[一二三四五六日天]"
            + @"|\d{4}-\d{1,2}-\d{1,2}|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:\d{1,2} )?(?:January|February|March|April|May"
            + @"|June|July|August|September|October|November|December)(?: \d{1,2})?(?:, \d{4})?",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Time { get; }

    [GeneratedRegex(
        @"[-+]?\d+(?:[.,]\d+)*(?:%|％|℃|°C|[万亿]?(?:平方公里|平方米|立方米|公里|厘米|毫米|公斤|千克|小时|分钟|个月|人次|元|\p{IsCJKUnifiedIdeographs})| ?(?:km|kg|m"
            + @"|people|dead|injured|percent|million|billion)\b)?|[〇零一二三四五六七八九十百千万亿两]+(?:名|人|位|个|条|辆|起|岁|元|万元|公里|米|吨|天|处|家|套|件|次|所|台|户|亩|倍"
            + @"|成)",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Number { get; }

    // A surname alone proves nothing; a word that accompanies a person must stand before or after it.
    private const string Surname = "(?:" + ChineseSurnames.Double + "|[高和" + ChineseSurnames.Single + "])";

    [GeneratedRegex(
        @"(?<=记者|通讯员|实习生|编辑|作者|姓名[:：]?|名叫|叫做?|男子|女子|老人|女孩|男孩|儿童|民警|交警|辅警|法官|律师|医生|护士|教师|老师|教练|主任|局长|厅长|市长|县长|区长|镇长|书记|主席|院长|校长|所长|队长|处长|科长"
            + @"|经理|总裁|董事长|专家|教授|司机|村民|居民|市民|学生|嫌疑人|犯罪嫌疑人|被告人)\s?" + Surname + @"(?:某某?"
            + @"|\p{IsCJKUnifiedIdeographs}(?:\p{IsCJKUnifiedIdeographs}(?=[，。、；：（）\s》”]|说|介绍|表示|告诉|报道|$))?)|" + Surname + @"(?:某某?"
            + @"|\p{IsCJKUnifiedIdeographs}{0,2}(?=先生|女士|同志|老人|老师|医生|主任|局长|书记|市长|教授|警官))"
            + @"|(?<![\p{L}'’])\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*)+",
        RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Name { get; }

    private sealed record Fact(ChangedField Field, int Start, string Text)
    {
        public int End => Start + Text.Length;
    }
}
