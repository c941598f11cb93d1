using System.Collections.Frozen;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Normalises addresses so that all spellings of one page are equal: scheme, host case, default port, fragment, tracking
/// parameters and trailing index files are folded. For comparison only, never for fetching or showing.
/// </summary>
public static class CanonicalUrl
{
    private static readonly FrozenSet<string> Tracking = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "spm", "from", "fbclid", "gclid", "yclid", "msclkid", "mc_cid", "mc_eid", "igshid", "share_token", "isappinstalled",
        "jsessionid", "phpsessid", "sid", "_t", "timestamp");

    private static readonly FrozenSet<string> IndexFiles = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "index.html", "index.htm", "index.php", "index.asp", "index.aspx", "index.jsp", "default.html",
        "default.aspx");

    public static string Normalise(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return url.Trim();

        var host = uri.IdnHost.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal))
            host = host[4..];
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return host + port + Path(uri.AbsolutePath) + Query(uri.Query);
    }

    private static string Path(string path)
    {
        var slash = path.LastIndexOf('/');
        if (IndexFiles.Contains(path[(slash + 1)..]))
            path = path[..(slash + 1)];
        return path.Length > 1 ? path.TrimEnd('/') : "";
    }

    private static string Query(string query)
    {
        if (query.Length <= 1)
            return "";
        var kept = query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !IsTracking(p))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return kept.Length == 0 ? "" : "?" + string.Join('&', kept);
    }

    private static bool IsTracking(string parameter)
    {
        var parts = parameter.Split('=', 2);
        return parts[0].StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || (Tracking.Contains(parts[0]) && !IsStoryNumber(parts));
    }

    // PHP-Nuke and similar systems use article.php?sid=123 for story 123, whereas session ids are long or contain letters.
    private static bool IsStoryNumber(string[] parameter) =>
        parameter is [var name, { Length: > 0 and <= 8 } value] && name.Equals("sid", StringComparison.OrdinalIgnoreCase)
            && value.All(char.IsAsciiDigit);
}
