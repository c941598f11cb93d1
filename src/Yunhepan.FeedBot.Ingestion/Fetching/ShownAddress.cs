namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Formats an address for logs, errors and health pages: short, on one line, and without possible secrets.</summary>
public static class ShownAddress
{
    private const int Longest = 160;

    /// <summary>
    /// Removes user name, password and query, any of which may be secret, and escapes everything that is not printable ASCII.
    /// </summary>
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

    /// <summary>Does the same for a text that may not be an address.</summary>
    public static string Redact(string? address) =>
        string.IsNullOrEmpty(address)
            ? "no address" : Uri.TryCreate(address, UriKind.Absolute, out var url) ? Redact(url) : "what is no address";
}
