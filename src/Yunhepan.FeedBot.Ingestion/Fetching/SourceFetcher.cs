using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>
/// Performs one conditional GET with all its redirects, bounded in time, size and redirects. It does not retry; the next poll
/// does.
/// </summary>
public sealed class SourceFetcher(
    FetchClients clients, HostThrottle turns, CatalogueWatch catalogue, IOptions<FetchingOptions> options, TimeProvider time)
{
    internal const string Accept =
        "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.8,text/html;q=0.8,*/*;q=0.1";

    /// <summary>Returns every outcome as a result; throws only if the caller cancels.</summary>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url))
            return Failed(FetchFault.Refused, "the address is not absolute");

        var trip = new RedirectChain(request, url);
        while (true)
        {
            if (FetchUrl.Problem(trip.Url) is { } problem)
                return Failed(FetchFault.Refused, $"{FetchUrl.Show(trip.Url)} {problem}{trip.Origin}");
            if (request.Proxy is not null && clients.IsPrivateLiteral(trip.Url))
                return Failed(FetchFault.Refused, $"{FetchUrl.Show(trip.Url)} is not on the public internet{trip.Origin}");

            using var turn = await turns.WaitAsync(RegistrableDomain.FromHost(trip.Url.IdnHost), cancellationToken);
            // Checked after the wait, because another request may have been told to pause in the meantime.
            if ((Resting(trip.Url) ?? await HopAsync(trip, cancellationToken)) is { } result)
                return result;
        }
    }

    /// <summary>Returns the failure for an address whose server asked for a pause; null if the server may be asked.</summary>
    internal FetchResult.Failed? Resting(Uri url) => turns.Rests.RemainingPause(url) is { } rest
        ? Failed(FetchFault.Throttled, $"{url.Authority} asked to be left alone for {Durations.Write(WholeSeconds(rest))} more", rest)
        : null;

    /// <summary>Returns the result, or null if a redirect must be followed.</summary>
    private async Task<FetchResult?> HopAsync(RedirectChain trip, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(Left(trip), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var http = clients.For(trip.Request.Proxy, trip.Request.OnlyPublic);
            using var message = Message(trip, http);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            trip.Keep(response);
            return await JudgeAsync(trip, response, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return timeout.IsCancellationRequested
                ? Failed(
                    FetchFault.Timeout,
                    $"{FetchUrl.Show(trip.Url)} did not finish within {options.Value.Timeout.TotalSeconds:0.#} s{trip.Origin}")
                : Failed(
                    FetchFault.Timeout,
                    $"{FetchUrl.Show(
                    trip.Url)} did not accept a connection within {options.Value.ConnectTimeout.TotalSeconds:0.#} s{trip.Origin}");
        }
        catch (Exception error) when (NetworkFault.Classify(error) is not null)
        {
            var (fault, reason) = NetworkFault.Classify(error)!.Value;
            return Failed(fault, $"{FetchUrl.Show(trip.Url)}: {reason}{trip.Origin}");
        }
        finally
        {
            trip.Spent += time.GetElapsedTime(startedAt);
        }
    }

    private TimeSpan Left(RedirectChain trip)
    {
        var left = options.Value.Timeout - trip.Spent;
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }

    private HttpRequestMessage Message(RedirectChain trip, HttpClient http)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, trip.Url)
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        var headers = message.Headers;
        headers.TryAddWithoutValidation("User-Agent", UserAgent.With(catalogue.Current.Site.Contact));
        headers.TryAddWithoutValidation("Accept-Encoding", PackedBody.Encodings);
        if (FetchUrl.MayCarryHeaders(trip.Owner, trip.Url))
        {
            foreach (var (name, value) in trip.Request.Headers)
                headers.TryAddWithoutValidation(name, value);
        }

        if (!headers.NonValidated.Contains("Accept"))
            headers.TryAddWithoutValidation("Accept", Accept);
        if (trip.Cookies?.GetCookieHeader(trip.Url) is { Length: > 0 } cookies && !headers.NonValidated.Contains("Cookie"))
            headers.TryAddWithoutValidation("Cookie", cookies);
        if (trip.Request.Validators.ETag is { } etag)
            headers.TryAddWithoutValidation("If-None-Match", etag);
        if (trip.Request.Validators.LastModified is { } lastModified)
            headers.TryAddWithoutValidation("If-Modified-Since", lastModified);

        return message;
    }

    private async Task<FetchResult?> JudgeAsync(RedirectChain trip, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var where = $"{FetchUrl.Show(trip.Url)}{trip.Origin}";
        switch (status)
        {
            case 200 or 203:
                return await BodyAsync(trip, response, cancellationToken);
            case 304:
                return NotModified(trip, response, where);
            case 301 or 302 or 303 or 307 or 308:
                return Redirect(trip, response, permanent: status is 301 or 308);
            case 404:
                return Failed(FetchFault.NotFound, $"404 from {where}");
            case 410:
                return Failed(FetchFault.Gone, $"410 from {where}: gone for good");
            case 429 or 503:
                var wait = ResponseHeaders.RetryAfter(response, time.GetUtcNow());
                if (wait is { } rest && rest > TimeSpan.Zero)
                    turns.Rests.Add(trip.Url, rest);
                var asked = wait is { } span ? $", asks to wait {Durations.Write(span)}" : "";
                return Failed(FetchFault.Throttled, $"{status} from {where}{asked}", wait);
            case >= 200 and < 300:
                return Failed(FetchFault.Empty, $"{status} from {where}: no document");
            case >= 500:
                return Failed(FetchFault.ServerError, $"{status} from {where}");
            default:
                return Failed(FetchFault.ClientError, $"{status} from {where}");
        }
    }

    private async Task<FetchResult?> BodyAsync(RedirectChain trip, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxBodyBytes;
        var where = $"{FetchUrl.Show(trip.Url)}{trip.Origin}";
        if (await BodyReader.ReadAsync(response.Content, most, cancellationToken) is not { } body)
            return Failed(FetchFault.TooLarge, $"{where} is larger than {most / 1024} KB");
        if (body.IsEmpty)
            return Failed(FetchFault.Empty, $"200 from {where} without a body");

        var contentType = ResponseHeaders.Raw(response, "Content-Type");
        if (!trip.WasRefreshed && MetaRefresh.Target(body.Span, contentType, trip.Url) is { } elsewhere
            && FetchUrl.Problem(elsewhere) is null)
            return trip.Refresh(elsewhere)
                ? null : Failed(FetchFault.TooManyRedirects, $"{where} sends its reader in a circle, back to {FetchUrl.Show(elsewhere)}");

        return new FetchResult.Fetched(
            body,
            trip.Url.AbsoluteUri,
            contentType,
            ResponseHeaders.Validators(response),
            ResponseHeaders.MaxAge(response, time.GetUtcNow()),
            trip.MovedTo)
        {
            Links = ResponseHeaders.Links(response, trip.Url),
        };
    }

    private FetchResult NotModified(RedirectChain trip, HttpResponseMessage response, string where)
    {
        var sent = trip.Request.Validators;
        return sent == Validators.None
            ? Failed(FetchFault.ServerError, $"304 from {where} although nothing was asked on condition")
            : new FetchResult.NotModified(
                ResponseHeaders.Validators(response, sent), ResponseHeaders.MaxAge(response, time.GetUtcNow()), trip.MovedTo);
    }

    private FetchResult.Failed? Redirect(RedirectChain trip, HttpResponseMessage response, bool permanent)
    {
        var from = FetchUrl.Show(trip.Url);
        var location = ResponseHeaders.Raw(response, "Location");
        if (location is null || FetchUrl.Follow(trip.Url, FetchUrl.Utf8IfItIs(location)) is not { } target)
            return Failed(FetchFault.ServerError, $"{(int)response.StatusCode} from {from} without a usable Location");
        if (!trip.Move(target, permanent))
            return Failed(FetchFault.TooManyRedirects, $"{from} redirects in a circle, back to {FetchUrl.Show(target)}");
        if (trip.Hops > options.Value.MaxRedirects)
            return Failed(
                FetchFault.TooManyRedirects, $"{FetchUrl.Show(trip.Start)} redirects more than {options.Value.MaxRedirects} times");

        return null;
    }

    private static TimeSpan WholeSeconds(TimeSpan span) => TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds));

    private static FetchResult.Failed Failed(FetchFault fault, string reason, TimeSpan? retryAfter = null) =>
        new(fault, reason, retryAfter);
}
