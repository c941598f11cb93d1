namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>The addresses of feeds as other readers wrote them down.</summary>
internal static class SubscribedAddress
{
    /// <summary>Readers of old wrote <c>feed://host/</c> and <c>feed:https://host/</c>, and people leave the scheme out.</summary>
    public static string WithScheme(string address)
    {
        if (address.StartsWith("feed://", StringComparison.OrdinalIgnoreCase))
            return "http" + address["feed".Length..];
        if (address.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            return WithScheme(address["feed:".Length..]);
        var isBare = !address.Contains("://", StringComparison.Ordinal) && address.Split('/')[0] is var host
            && host.Contains('.', StringComparison.Ordinal) && !host.Contains('@', StringComparison.Ordinal);
        return isBare ? "http://" + address : address;
    }

    /// <summary>
    /// One feed by any of its names: scheme, <c>www.</c>, the usual port and a slash at the end make no other feed of it.
    /// </summary>
    public static string TwinKey(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant();
        var isUsualPort = url.IsDefaultPort || url.Port is 80 or 443;
        return (host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host) + (isUsualPort ? "" : $":{url.Port}")
            + url.AbsolutePath.TrimEnd('/') + url.Query;
    }

    public static string WithoutPassword(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
            ? address.Replace(url.UserInfo + "@", "…@", StringComparison.Ordinal) : address;
}
