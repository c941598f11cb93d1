using System.Net;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>The state of one fetch across its redirects.</summary>
internal sealed class RedirectChain(FetchRequest request, Uri start)
{
    private readonly HashSet<string> _seen = [start.AbsoluteUri];

    public FetchRequest Request { get; } = request;

    public Uri Start { get; } = start;

    /// <summary>The address that the request's headers belong to.</summary>
    public Uri Owner { get; } = request.HeadersFor is { } owner ? new Uri(owner) : start;

    public Uri Url { get; private set; } = start;

    public int Hops { get; private set; }

    /// <summary>The permanent new address of the document; null if it has not moved or only temporarily.</summary>
    public string? MovedTo => Hops > 0 && Permanent ? Url.AbsoluteUri : null;

    /// <summary>True if a page has already redirected by a meta refresh, which is followed only once.</summary>
    public bool WasRefreshed { get; private set; }

    /// <summary>The cookies of this fetch; null if the source wants none.</summary>
    public CookieContainer? Cookies { get; } = request.Cookies ? new CookieContainer(30, 30, 4096) : null;

    public TimeSpan Spent { get; set; }

    /// <summary>The origin of a redirect, for messages.</summary>
    public string Origin => Hops == 0 ? "" : $" (redirected from {FetchUrl.Show(Start)})";

    private bool Permanent { get; set; } = true;

    /// <summary>Moves to the target; returns false if it was visited before.</summary>
    public bool Move(Uri target, bool permanent)
    {
        Hops++;
        Permanent &= permanent;
        Url = target;
        return _seen.Add(target.AbsoluteUri);
    }

    /// <summary>Like <see cref="Move"/>, for a meta refresh.</summary>
    public bool Refresh(Uri target)
    {
        WasRefreshed = true;
        return Move(target, permanent: false);
    }

    /// <summary>Stores the cookies of a response; after a new cookie, a visited address may answer differently.</summary>
    public void Keep(HttpResponseMessage response)
    {
        if (Cookies is null || !response.Headers.NonValidated.TryGetValues("Set-Cookie", out var values))
            return;
        var before = Cookies.GetCookieHeader(Url);
        foreach (var value in values.Take(20))
        {
            try
            {
                Cookies.SetCookies(Url, value);
            }
            catch (CookieException)
            {
                // The cookie is malformed.
            }
        }

        if (Cookies.GetCookieHeader(Url) != before)
            _seen.Clear();
    }
}
