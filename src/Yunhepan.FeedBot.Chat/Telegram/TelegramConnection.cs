using System.Globalization;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Types;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>The two HTTP clients of one bot: one for calls, and one that waits for updates.</summary>
internal sealed class TelegramConnection
{
    /// <summary>The name of the HTTP client. Its requests are never logged, because their paths contain the token.</summary>
    public const string HttpClientName = "telegram";

    public TelegramConnection(TelegramToken token, IOptions<TelegramOptions> options, IHttpClientFactory http, TimeProvider time)
    {
        // The limits that Telegram documents ("about"); a 429 corrects them.
        Limits = new SendLimits(
            options.Value.PerSecond, options.Value.PerChatPerSecond, options.Value.PerGroupPerMinute) { IsSpread = true };
        Pace = new SendingPace(Limits, time);
        Token = token;
        // The lane decides when to try again: a call that waits internally would block everybody.
        var settings = new TelegramBotClientOptions(
            token.Secret, options.Value.BaseUrl?.TrimEnd('/')) { RetryThreshold = 0, RetryCount = 1 };
        Calls = new TelegramBotClient(settings, With(http, options.Value.RequestTimeout));
        Updates = new TelegramBotClient(settings, PollingHttp = With(http, options.Value.PollTimeout + TimeSpan.FromSeconds(15)));
        UpdatesUrl = new Uri($"{options.Value.BaseUrl?.TrimEnd('/') ?? "https://api.telegram.org"}/bot{token.Secret}/getUpdates");
    }

    public TelegramToken Token { get; }

    public SendLimits Limits { get; }

    /// <summary>Enforces the limits for both alerts and answers.</summary>
    public SendingPace Pace { get; }

    public TelegramBotClient Calls { get; }

    public TelegramBotClient Updates { get; }

    /// <summary>Reads the raw JSON of a batch that the client cannot parse.</summary>
    public HttpClient PollingHttp { get; }

    public Uri UpdatesUrl { get; }

    /// <summary>The bot's name without the at sign; known after the start.</summary>
    public string? Username { get; set; }

    private static HttpClient With(IHttpClientFactory http, TimeSpan timeout)
    {
        var client = http.CreateClient(HttpClientName);
        client.Timeout = timeout;
        return client;
    }

    /// <summary>Returns the chat and forum topic of a message.</summary>
    public ChatAddress AddressOf(Message message) =>
        AddressOf(message.Chat, message.IsTopicMessage ? message.MessageThreadId : null);

    public ChatAddress AddressOf(global::Telegram.Bot.Types.Chat chat, int? threadId) => new(
        TelegramPlatform.Name,
        Token.BotId,
        chat.Id.ToString(CultureInfo.InvariantCulture),
        threadId?.ToString(CultureInfo.InvariantCulture));
}
