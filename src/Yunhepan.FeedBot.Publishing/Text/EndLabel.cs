using System.Diagnostics;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Text;

/// <summary>Names how the subject of an alert ended, in the words of alerts.</summary>
internal static class EndLabel
{
    /// <summary>Returns the sign and the name, such as "✅ 已找到".</summary>
    public static string Format(AlertEnd end, bool isChinese) => $"{AlertEndSign.For(end)} {Name(end, isChinese)}";

    public static string Name(AlertEnd end, bool isChinese) => (end, isChinese) switch
    {
        (AlertEnd.Found, true) => "已找到",
        (AlertEnd.Found, false) => "Found",
        (AlertEnd.SearchOver, true) => "搜寻已结束",
        (AlertEnd.SearchOver, false) => "Search over",
        (AlertEnd.Lifted, true) => "已解除",
        (AlertEnd.Lifted, false) => "Lifted",
        (AlertEnd.Lowered, true) => "已降级",
        (AlertEnd.Lowered, false) => "Lowered",
        (AlertEnd.Caught, true) => "已到案",
        (AlertEnd.Caught, false) => "In custody",
        _ => throw new UnreachableException($"no text for the alert end {end}"),
    };
}
