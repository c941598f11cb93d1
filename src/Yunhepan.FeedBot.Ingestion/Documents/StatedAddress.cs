namespace Yunhepan.FeedBot.Ingestion.Documents;

/// <summary>Resolves addresses that documents state.</summary>
internal static class StatedAddress
{
    /// <summary>Returns the absolute http(s) address, or null.</summary>
    public static string? Resolve(string? stated, string? against)
    {
        if (string.IsNullOrWhiteSpace(stated) || stated.Length > 2000)
            return null;

        Uri? url;
        var made = Uri.TryCreate(against, UriKind.Absolute, out var start)
            ? Uri.TryCreate(start, stated.Trim(), out url)
            : Uri.TryCreate(stated.Trim(), UriKind.Absolute, out url);
        return made && url!.Scheme is "http" or "https" ? url!.AbsoluteUri : null;
    }
}
