namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Checks the address of a source in feeds.json.</summary>
public static class SourceAddress
{
    /// <summary>Returns an absolute http(s) address without credentials, or what is wrong with it.</summary>
    public static Uri? Read(string text, out string? problem)
    {
        problem = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            problem = "is not an absolute address; write it out as http://… or https://…";
        else if (url.Scheme is not ("http" or "https"))
            problem = $"expects http or https, not {FaultWords.Clip(url.Scheme)}";
        else if (url.UserInfo.Length > 0)
            problem = "must not carry a user name or password; use headers: {\"Authorization\": \"Basic ${ENV:NAME}\"}";
        else if (url.Host.Length == 0)
            problem = "names no host";
        else if (text.Length > 2000)
            problem = "is longer than 2000 characters";

        return problem is null ? url : null;
    }

    /// <summary>
    /// Returns a key that is equal for all spellings of one address: scheme, <c>www.</c>, default port, fragment and trailing slash
    /// do not matter. The query does, because it may select the content.
    /// </summary>
    public static string TwinKey(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var host = url.IdnHost.ToLowerInvariant();
        var isUsualPort = url.IsDefaultPort || url.Port is 80 or 443;
        return (host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host) + (isUsualPort ? "" : $":{url.Port}")
            + url.AbsolutePath.TrimEnd('/') + url.Query;
    }
}
