using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>The shape of a source's article addresses: site and folders, with numbers treated as equal.</summary>
internal static partial class AddressShape
{
    public static string SiteOf(string url) => RegistrableDomain.FromUrl(url);

    public static string Reduce(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            return url;
        var path = address.AbsolutePath.TrimEnd('/');
        return SiteOf(url) + Digits.Replace(path[..Math.Max(0, path.LastIndexOf('/'))], "#");
    }

    /// <summary>Returns the place of a document without the scheme and other details of how it is reached.</summary>
    public static string PlaceOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? SiteOf(url) + address.AbsolutePath.TrimEnd('/') : url;

    /// <summary>Returns true for places that differ in numbers alone, such as the issues of a paper.</summary>
    public static bool AreAlike(string place, string other) => Digits.Replace(PlaceOf(place), "#") == Digits.Replace(PlaceOf(other), "#");

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Digits { get; }
}
