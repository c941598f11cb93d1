using System.Net;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Where one fetch has got to.</summary>
internal sealed class RedirectChain(FetchRequest request, Uri start)
{
    private readonly HashSet<string> _seen = [start.AbsoluteUri];

    public FetchRequest Request { get; } = request;

    public Uri Start { get; } = start;

    /// <summary>Whose headers the request carries.</summary>
    public Uri Owner { get; } = request.HeadersFor is { } owner ? new Uri(owner) : start;

    public Uri Url { get; private set; } = start;

    public int Hops { get; private set; }

    /// <summary>Where the document has moved for good; null when it has not, or only for now.</summary>
    public string? MovedTo => Hops > 0 && Permanent ? Url.AbsoluteUri : null;

    /// <summary>A page has sent us on already: once is enough.</summary>
    public bool WasRefreshed { get; private set; }

    /// <summary>Those of this one fetch; null when its source wants none.</summary>
    public CookieContainer? Cookies { get; } = request.Cookies ? new CookieContainer(30, 30, 4096) : null;

    public TimeSpan Spent { get; set; }

    /// <summary>For messages: where a redirect came from.</summary>
    public string Origin => Hops == 0 ? "" : $" (redirected from {FetchUrl.Show(Start)})";

    private bool Permanent { get; set; } = true;

    /// <summary>False when we have been there already.</summary>
    public bool Move(Uri target, bool permanent)
    {
        Hops++;
        Permanent &= permanent;
        Url = target;
        return _seen.Add(target.AbsoluteUri);
    }

    /// <summary>As <see cref="Move"/>, because a page said so.</summary>
    public bool Refresh(Uri target)
    {
        WasRefreshed = true;
        return Move(target, permanent: false);
    }

    /// <summary>Takes the cookies of an answer; with a new one, a place we have been to may look different.</summary>
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
                // A cookie that is none.
            }
        }

        if (Cookies.GetCookieHeader(Url) != before)
            _seen.Clear();
    }
}
