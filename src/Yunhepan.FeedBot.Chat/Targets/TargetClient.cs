using System.Text;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>
/// Sends requests to the targets of feeds.json. It holds what all HTTP targets have in common: their addresses, bounds of time and
/// size, and the meaning of a missing response. What a response means, the kind says first and its status second.
/// </summary>
internal sealed class TargetClient(IHttpClientFactory clients, CurrentCatalogue catalogue)
{
    public const string HttpClientName = "targets";

    private const int MostBytes = 64 * 1024;

    // A target that does not answer occupies one of its account's places.
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Returns the target of a chat, whose id is the target's; null if feeds.json no longer contains it.</summary>
    public Target? Find(ChatAddress chat, TargetKind kind) =>
        catalogue.Catalogue.Targets.FirstOrDefault(t => t.Kind == kind && t.Id == chat.ChatId);

    /// <summary>Sends one request to a target.</summary>
    /// <param name="chat">The chat of the target.</param>
    /// <param name="compose">Builds the request from the current feeds.json.</param>
    /// <param name="read">Interprets a response, successful or not; null leaves it to <see cref="TargetResponse.ByStatus"/>.</param>
    public Task<SendResult> SendAsync(
        ChatAddress chat, TargetKind kind, Func<Target, HttpRequestMessage> compose, Func<TargetResponse, SendResult?> read,
        CancellationToken cancellationToken) =>
        SendAsync(chat, kind, UsualTimeout, compose, read, cancellationToken);

    /// <summary>Sends one request to a target of a kind that answers within a time of its own.</summary>
    public async Task<SendResult> SendAsync(
        ChatAddress chat, TargetKind kind, TimeSpan timeout, Func<Target, HttpRequestMessage> compose,
        Func<TargetResponse, SendResult?> read,
        CancellationToken cancellationToken)
    {
        if (Find(chat, kind) is not { } target)
            return new SendResult.ChatGone("feeds.json no longer contains this target");
        using var request = compose(target);
        return await SendAsync(request, timeout, read, cancellationToken);
    }

    /// <summary>Sends one request, for kinds that need several for a message.</summary>
    public Task<SendResult> SendAsync(
        HttpRequestMessage request, Func<TargetResponse, SendResult?> read, CancellationToken cancellationToken) =>
        SendAsync(request, UsualTimeout, read, cancellationToken);

    private async Task<SendResult> SendAsync(
        HttpRequestMessage request, TimeSpan timeout, Func<TargetResponse, SendResult?> read, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(timeout);
        try
        {
            using var response = await clients.CreateClient(HttpClientName)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, inTime.Token);
            var body = await ReadAsync(response.Content, inTime.Token);
            cancellationToken.ThrowIfCancellationRequested();
            var answer = new TargetResponse(response.StatusCode, response.Headers, body);
            return read(answer) ?? answer.ByStatus();
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

    // The status has arrived already, and it may be all that the kind needs: what is missing of the body is no fault by itself.
    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        var length = 0;
        try
        {
            await using var body = await content.ReadAsStreamAsync(cancellationToken);
            while (length < buffer.Length && await body.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
                length += read;
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
