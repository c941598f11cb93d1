using System.Net;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>
/// Posts to the targets of feeds.json. It holds what all HTTP targets have in common: their addresses, and the meaning of a
/// missing response and of status codes.
/// </summary>
internal sealed class TargetClient(IHttpClientFactory clients, CurrentCatalogue catalogue)
{
    public const string HttpClientName = "targets";

    /// <summary>
    /// The number of attempts at a wrong address before the target is closed; a change of feeds.json reopens it.
    /// </summary>
    private const int Tries = 7;

    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Sends one request to a target.</summary>
    /// <param name="chat">The chat of the target, whose id is the target's.</param>
    /// <param name="compose">Builds the request from the current feeds.json.</param>
    /// <param name="read">Interprets a successful response.</param>
    public async Task<SendResult> PostAsync(
        ChatAddress chat, TargetKind kind, Func<Target, HttpRequestMessage> compose, Func<HttpResponseMessage, Task<SendResult>> read,
        CancellationToken cancellationToken)
    {
        if (catalogue.Catalogue.Targets.FirstOrDefault(t => t.Kind == kind && t.Id == chat.ChatId) is not { } target)
            return new SendResult.ChatGone("feeds.json no longer contains this target");
        using var request = compose(target);
        try
        {
            using var response = await clients.CreateClient(HttpClientName)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? await read(response) : ReadRefusal(response);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Unknown("the target did not answer in time");
        }
        // The address may contain a secret, and the exception's message may contain the address, so only its kind is reported.
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError)
        {
            return new SendResult.Failed($"no connection: {e.HttpRequestError}");
        }
        catch (HttpRequestException e)
        {
            return new SendResult.Unknown($"the connection failed: {e.HttpRequestError}");
        }
    }

    private static SendResult ReadRefusal(HttpResponseMessage response)
    {
        var reason = $"the target answered {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new SendResult.Throttled(WaitOf(response), WholeAccount: false),
            HttpStatusCode.Gone => new SendResult.ChatGone(reason),
            // A wrong address or secret may be corrected.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
                or (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest) => new SendResult.ChatResting(reason, Tries),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new SendResult.Unknown(reason),
            _ => new SendResult.Rejected(reason),
        };
    }

    private static TimeSpan WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter?.Delta ?? UsualWait;
        return wait < LongestWait ? wait : LongestWait;
    }
}
