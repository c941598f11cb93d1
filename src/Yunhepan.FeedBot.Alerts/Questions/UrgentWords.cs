using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Alerts.Questions;

/// <summary>Tells what may be a sighting of somebody who is sought, or a clue, from other questions.</summary>
public static partial class UrgentWords
{
    /// <param name="article">The article that the words are about; null for none.</param>
    public static bool AreIn(string text, Article? article) => article is null
        ? Clue.IsMatch(text)
        : article is { Priority: Priority.Urgent, HasEnded: false, WithdrawnAt: null } && (Clue.IsMatch(text) || Seen.IsMatch(text));

    [GeneratedRegex(
        "线索|線索|(看|见|見|碰|遇)(到|见|見)(了|这个|那个|這個|那個|一个|一個|走失|失踪|失蹤|丢失|的){0,5}(孩子|小孩|老人|男孩|女孩|小朋友)"
            + @"|目撃|手がかり|\b(sighting|sighted|avistamiento|pista)\b|\b(saw|seen|found|he visto|vi) (the|this|that|a|a la|al|el|la) "
            + "(missing|child|boy|girl|man|woman|niñ[oa])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Clue { get; }

    [GeneratedRegex(
        @"见到|見到|看到|看见|看見|见过|見過|遇到|碰到|找到|见たことがある|見かけ|見ました|\b(saw|seen|spotted|found|visto|vi|encontrad[oa])\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Seen { get; }
}
