using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Articles.Notices;

/// <summary>
/// Converts traditional characters in notices to simplified ones, one for one, because the words of notices are searched in
/// simplified characters.
/// </summary>
internal static class NoticeWriting
{
    /// <summary>Returns a text of the same length. 報導 is written 报道 today.</summary>
    public static string Fold(string text) => SimplifiedCharacters.Simplify(text).Replace("报导", "报道", StringComparison.Ordinal);
}
