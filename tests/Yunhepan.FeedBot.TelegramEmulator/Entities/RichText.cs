using System.Net;
using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>Extracts the text of a rich message's HTML, block by block.</summary>
internal static partial class RichText
{
    public static string ToPlain(string html)
    {
        var lines = BlockEnd.Replace(html, "\n");
        return WebUtility.HtmlDecode(Tag.Replace(lines, "")).Trim();
    }

    [GeneratedRegex(@"</(?:p|h[1-6]|li|tr|div|blockquote|summary|details)\s*>|<br\s*/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex BlockEnd { get; }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Tag { get; }
}
