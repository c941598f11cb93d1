using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Derives the id of a source that states none. It depends on the address alone, so it never changes.</summary>
public static class SourceIds
{
    private const int Longest = 72;

    /// <summary>Returns the id for an address.</summary>
    public static string FromUrl(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal))
            host = host[4..];
        if (!url.IsDefaultPort)
            host += $"-{url.Port}";

        var exact = url.AbsolutePath + url.Query;
        var slug = Slug(host + exact, out var lossy);
        if (slug.Length > Longest)
            (slug, lossy) = (slug[..Longest].TrimEnd('-'), true);

        // Parts that the slug loses (a query, capitals, Chinese) would make different addresses equal, so a hash is added.
        return lossy ? $"{slug}-{ShortHash(url)}" : slug;
    }

    private static string Slug(string text, out bool lossy)
    {
        var slug = new StringBuilder(text.Length);
        lossy = false;
        foreach (var c in text)
        {
            lossy |= !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '/');
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }

    private static string ShortHash(Uri url) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)))[..6];
}
