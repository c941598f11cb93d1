namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>
/// The one way in which an address stands in logs, errors and health: short, on one line, and without what may be a secret.
/// </summary>
public static class ShownAddress
{
    private const int Longest = 160;

    /// <summary>Without user name, password and query, any of which may hold a secret; what is no printable ASCII is escaped.</summary>
    public static string Redact(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri)
            return "a relative address";

        var text = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        if (url.Query.Length > 0)
            text += "?…";

        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
    }

    /// <summary>The same for what may be no address at all.</summary>
    public static string Redact(string? address) =>
        string.IsNullOrEmpty(address)
            ? "no address" : Uri.TryCreate(address, UriKind.Absolute, out var url) ? Redact(url) : "what is no address";
}
