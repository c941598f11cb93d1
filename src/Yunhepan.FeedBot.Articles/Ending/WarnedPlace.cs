using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles.Notices;
using Yunhepan.FeedBot.Articles.Subjects;

namespace Yunhepan.FeedBot.Articles.Ending;

/// <summary>
/// Compares where a warning holds with where one was lifted. One source may warn of many rivers, cities and streets on the same day.
/// </summary>
internal static partial class WarnedPlace
{
    /// <summary>Returns true if a notice speaks of another place than the warning: each names one that the other does not.</summary>
    public static bool IsElsewhere(string title, string sentence, Article warning) =>
        Particulars.Read(title, sentence).IsElsewhere(Particulars.Read(warning.Title, warning.AvailableText))
        || AreApart(Whose(title), Whose(warning.Title));

    private static bool AreApart(string place, string other) => place.Length > 1 && other.Length > 1
        && !place.Contains(other, StringComparison.Ordinal) && !other.Contains(place, StringComparison.Ordinal);

    /// <summary>Returns whose warning a title speaks of, without the suffix of the place: 浙江 in 浙江省气象台发布暴雨黄色预警.</summary>
    private static string Whose(string title) => Office.Replace(Subject.Match(NoticeWriting.Fold(title)).Groups["whose"].Value, "");

    [GeneratedRegex(
        @"(?:^|[^\p{IsCJKUnifiedIdeographs}])(?<whose>(?:(?!预警|警报|响应|[红橙黄蓝]色)\p{IsCJKUnifiedIdeographs}){2,14}?)"
            + "(?:继续|再次|已|现|刚刚|今[天日晚晨]|[上下]午|凌晨|同时)*(?:发布|解除|取消|撤销|终止|结束|升级|变更|更新|启动)",
        RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Subject { get; }

    [GeneratedRegex(
        "中央|专业|水文|海洋|气象(?:台|局|部门|站|中心)?|应急(?:管理)?[局厅]?|防汛|抗旱|指挥部|办公室|自然资源|生态环境"
            + "|自治[州县区旗]|[全我本]?[省市区县]|[局厅台办]$|[和与、联合]",
        RegexOptions.None, 5_000)]
    private static partial Regex Office { get; }
}
