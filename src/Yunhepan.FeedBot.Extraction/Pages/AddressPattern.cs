using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Derives the pattern of a site's article addresses: an address without its numbers.</summary>
internal static partial class AddressPattern
{
    /// <returns>Null for an address without a number in its name or query, because nothing distinguishes it from the address of a
    /// list.</returns>
    public static string? Derive(Uri url)
    {
        var path = url.AbsolutePath;
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (!(name + url.Query).Any(char.IsAsciiDigit))
            return null;
        return url.Host + Numbers.Replace(path + url.Query, "0");
    }

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers { get; }
}
