using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Api;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Webhooks;

/// <summary>
/// Pushes updates in order, one at a time, and repeats each until the receiver accepts it: after 1 s, then doubling up to a
/// minute, or as long as Retry-After asks (an hour at most). Updates older than a day are dropped; a receiver that answers 410
/// for 23 hours loses its webhook.
/// </summary>
internal sealed class WebhookDelivery(EmulatorState state, EmulatedBot bot, Webhook webhook)
{
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";
    private static readonly TimeSpan GoneLimit = TimeSpan.FromHours(23);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private DateTimeOffset? goneSince;

    public static void Start(EmulatorState state, EmulatedBot bot, Webhook webhook) =>
        webhook.Running = Task.Run(() => new WebhookDelivery(state, bot, webhook).RunAsync(webhook.Stop.Token));

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var change = state.Changes.Next;
                (int Id, string Json)? next;
                lock (state.Gate)
                    next = bot.Updates.First(state.Now);
                if (next is { } update)
                    await DeliverAsync(update.Id, update.Json, stop);
                else
                    await change.WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The webhook was removed or the emulator stops.
        }
    }

    private async Task DeliverAsync(int id, string json, CancellationToken stop)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (!stop.IsCancellationRequested)
        {
            var (isTaken, wait) = await PostAsync(json, stop);
            if (isTaken)
            {
                lock (state.Gate)
                    bot.Updates.Confirm(id + 1L);
                return;
            }

            if (goneSince is { } since && state.Now - since >= GoneLimit)
            {
                RemoveWebhook();
                return;
            }

            await Task.Delay(wait ?? pause, state.Time, stop);
            pause = TimeSpan.FromSeconds(Math.Min(60, pause.TotalSeconds * 2));
        }
    }

    private async Task<(bool IsTaken, TimeSpan? Wait)> PostAsync(string json, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (webhook.Secret is not null)
            request.Headers.Add(SecretHeader, webhook.Secret);
        try
        {
            using var response = await Client.SendAsync(request, stop);
            goneSince = response.StatusCode is HttpStatusCode.Gone ? goneSince ?? state.Now : null;
            if (response.IsSuccessStatusCode)
            {
                RunAnswer(await response.Content.ReadAsStringAsync(stop));
                return (true, null);
            }

            RecordError($"Wrong response from the webhook: {(int)response.StatusCode} {response.ReasonPhrase}");
            var wait = response.Headers.RetryAfter?.Delta;
            return (false, wait is null ? null : TimeSpan.FromSeconds(Math.Min(wait.Value.TotalSeconds, 3600)));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            RecordError(fault is HttpRequestException ? "Connection refused" : "Read timeout expired");
            return (false, null);
        }
    }

    /// <summary>The body of a good answer may carry one call, whose own answer nobody sees.</summary>
    private void RunAnswer(string body)
    {
        if (!body.StartsWith('{'))
            return;
        try
        {
            if (JsonNode.Parse(body) is JsonObject call && call["method"]?.GetValue<string>() is { } method
                && !method.StartsWith("get", StringComparison.OrdinalIgnoreCase)
                && method.ToUpperInvariant() is not ("SETWEBHOOK" or "DELETEWEBHOOK" or "CLOSE" or "LOGOUT"))
            {
                MethodRunner.Run(state, bot, method, ApiParameters.From(call), fault: null);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ApiError)
        {
            RecordError("The answer carried a call that was refused: " + fault.Message);
        }
    }

    private void RecordError(string text)
    {
        lock (state.Gate)
        {
            webhook.LastErrorAt = state.Now;
            webhook.LastError = text;
        }
    }

    private void RemoveWebhook()
    {
        lock (state.Gate)
        {
            if (bot.Webhook == webhook)
                bot.Webhook = null;
        }

        webhook.Stop.Cancel();
    }
}
