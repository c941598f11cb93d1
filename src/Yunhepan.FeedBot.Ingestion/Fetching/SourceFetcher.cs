using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>
/// Performs one conditional GET with all its redirects, bounded in time, size and redirects. It does not retry; the next poll
/// does.
/// </summary>
public sealed class SourceFetcher(
    FetchClients clients, HostThrottle throttle, CatalogueWatch catalogue, IOptions<FetchingOptions> options, TimeProvider time)
{
    internal const string Accept =
        "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.8,text/html;q=0.8,*/*;q=0.1";

    /// <summary>Returns every outcome as a result; throws only if the caller cancels.</summary>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url))
            return Failed(FetchFault.Refused, $"\"{request.Url}\" is not a whole address such as https://example.org/news/");

        var chain = new RedirectChain(request, url);
        while (true)
        {
            if (FetchUrl.Problem(chain.Url) is { } problem)
                return Failed(FetchFault.Refused, $"{FetchUrl.Show(chain.Url)} {problem}{chain.Origin}");
            if (request.Proxy is not null && clients.IsPrivateLiteral(chain.Url))
                return Failed(FetchFault.Refused, $"{FetchUrl.Show(chain.Url)} is not on the public internet{chain.Origin}");

            using var turn = await throttle.WaitAsync(RegistrableDomain.FromHost(chain.Url.IdnHost), cancellationToken);
            // Checked after the wait, because another request may have been told to pause in the meantime.
            if ((Resting(chain.Url) ?? await HopAsync(chain, cancellationToken)) is { } result)
                return result;
        }
    }

    /// <summary>Returns the failure for an address whose server asked for a pause; null if the server may be asked.</summary>
    internal FetchResult.Failed? Resting(Uri url) => throttle.Rests.RemainingPause(url) is { } rest
        ? Failed(FetchFault.Throttled, $"{url.Authority} asked for a pause of another {Durations.Write(WholeSeconds(rest))}", rest)
        : null;

    /// <summary>Returns the result, or null if a redirect must be followed.</summary>
    private async Task<FetchResult?> HopAsync(RedirectChain chain, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(Left(chain), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var http = clients.For(chain.Request.Proxy, chain.Request.OnlyPublic);
            using var message = Message(chain, http);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            chain.Keep(response);
            return await JudgeAsync(chain, response, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return timeout.IsCancellationRequested
                ? Failed(
                    FetchFault.Timeout,
                    $"{FetchUrl.Show(chain.Url)} did not finish within {options.Value.Timeout.TotalSeconds:0.#} s{chain.Origin}")
                : Failed(
                    FetchFault.Timeout,
                    $"{FetchUrl.Show(
                    chain.Url)} did not accept a connection within {options.Value.ConnectTimeout.TotalSeconds:0.#} s{chain.Origin}");
        }
        catch (Exception error) when (NetworkFault.Classify(error) is not null)
        {
            var (fault, reason) = NetworkFault.Classify(error)!.Value;
            return Failed(fault, $"{FetchUrl.Show(chain.Url)}: {reason}{chain.Origin}");
        }
        finally
        {
            chain.Spent += time.GetElapsedTime(startedAt);
        }
    }

    private TimeSpan Left(RedirectChain chain)
    {
        var left = options.Value.Timeout - chain.Spent;
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }

    private HttpRequestMessage Message(RedirectChain chain, HttpClient http)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, chain.Url)
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        var headers = message.Headers;
        headers.TryAddWithoutValidation("User-Agent", UserAgent.With(catalogue.Current.Site.Contact));
        headers.TryAddWithoutValidation("Accept-Encoding", PackedBody.Encodings);
        if (FetchUrl.MayCarryHeaders(chain.Owner, chain.Url))
        {
            foreach (var (name, value) in chain.Request.Headers)
                headers.TryAddWithoutValidation(name, value);
        }

        if (!headers.NonValidated.Contains("Accept"))
            headers.TryAddWithoutValidation("Accept", Accept);
        if (chain.Cookies?.GetCookieHeader(chain.Url) is { Length: > 0 } cookies && !headers.NonValidated.Contains("Cookie"))
            headers.TryAddWithoutValidation("Cookie", cookies);
        if (chain.Request.Validators.ETag is { } etag)
            headers.TryAddWithoutValidation("If-None-Match", etag);
        if (chain.Request.Validators.LastModified is { } lastModified)
            headers.TryAddWithoutValidation("If-Modified-Since", lastModified);

        return message;
    }

    private async Task<FetchResult?> JudgeAsync(RedirectChain chain, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var where = $"{FetchUrl.Show(chain.Url)}{chain.Origin}";
        switch (status)
        {
            case 200 or 203:
                return await BodyAsync(chain, response, cancellationToken);
            case 304:
                return NotModified(chain, response, where);
            case 301 or 302 or 303 or 307 or 308:
                return Redirect(chain, response, permanent: status is 301 or 308);
            case 404:
                return Failed(FetchFault.NotFound, $"404 from {where}");
            case 410:
                return Failed(FetchFault.Gone, $"410 from {where}: gone for good");
            case 429 or 503:
                var wait = ResponseHeaders.RetryAfter(response, time.GetUtcNow());
                if (wait is { } rest && rest > TimeSpan.Zero)
                    throttle.Rests.Add(chain.Url, rest);
                var asked = wait is { } span ? $", asks to wait {Durations.Write(span)}" : "";
                return Failed(FetchFault.Throttled, $"{status} from {where}{asked}", wait);
            case >= 200 and < 300:
                return Failed(FetchFault.Empty, $"{status} from {where}: no document");
            case >= 500:
                return Failed(FetchFault.ServerError, $"{status} from {where}");
            default:
                return Failed(FetchFault.ClientError, $"{status} from {where}") with { AsksForLogin = status == 401 };
        }
    }

    private async Task<FetchResult?> BodyAsync(RedirectChain chain, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxBodyBytes;
        var where = $"{FetchUrl.Show(chain.Url)}{chain.Origin}";
        if (await BodyReader.ReadAsync(response.Content, most, cancellationToken) is not { } body)
            return Failed(FetchFault.TooLarge, $"{where} is larger than {most / 1024} KB");
        if (body.IsEmpty)
            return Failed(FetchFault.Empty, $"200 from {where} without a body");

        var contentType = ResponseHeaders.Raw(response, "Content-Type");
        if (!chain.WasRefreshed && MetaRefresh.Target(body.Span, contentType, chain.Url) is { } elsewhere
            && FetchUrl.Problem(elsewhere) is null)
            return chain.Refresh(elsewhere)
                ? null : Failed(FetchFault.TooManyRedirects, $"{where} redirects in a circle, back to {FetchUrl.Show(elsewhere)}");

        return new FetchResult.Fetched(
            body,
            chain.Url.AbsoluteUri,
            contentType,
            ResponseHeaders.Validators(response),
            ResponseHeaders.MaxAge(response, time.GetUtcNow()),
            chain.MovedTo)
        {
            Links = ResponseHeaders.Links(response, chain.Url),
        };
    }

    private FetchResult NotModified(RedirectChain chain, HttpResponseMessage response, string where)
    {
        var sent = chain.Request.Validators;
        return sent == Validators.None
            ? Failed(FetchFault.ServerError, $"304 from {where} although nothing was asked on condition")
            : new FetchResult.NotModified(
                ResponseHeaders.Validators(response, sent), ResponseHeaders.MaxAge(response, time.GetUtcNow()), chain.MovedTo);
    }

    private FetchResult.Failed? Redirect(RedirectChain chain, HttpResponseMessage response, bool permanent)
    {
        var from = FetchUrl.Show(chain.Url);
        var location = ResponseHeaders.Raw(response, "Location");
        if (location is null || FetchUrl.Follow(chain.Url, FetchUrl.Utf8IfItIs(location)) is not { } target)
            return Failed(FetchFault.ServerError, $"{(int)response.StatusCode} from {from} without a usable Location");
        if (!chain.Move(target, permanent))
            return Failed(FetchFault.TooManyRedirects, $"{from} redirects in a circle, back to {FetchUrl.Show(target)}");
        if (chain.Hops > options.Value.MaxRedirects)
            return Failed(
                FetchFault.TooManyRedirects, $"{FetchUrl.Show(chain.Start)} redirects more than {options.Value.MaxRedirects} times");

        return null;
    }

    private static TimeSpan WholeSeconds(TimeSpan span) => TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds));

    private static FetchResult.Failed Failed(FetchFault fault, string reason, TimeSpan? retryAfter = null) =>
        new(fault, reason, retryAfter);
}
