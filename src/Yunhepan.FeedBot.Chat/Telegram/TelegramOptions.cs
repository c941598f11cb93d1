using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>The origin of an alert's picture.</summary>
public enum TelegramImages
{
    /// <summary>The preview of the article's page, as its site defines it.</summary>
    Preview,

    /// <summary>
    /// The article's own picture above the text, if Telegram accepts it: as a photo with the text, or above a longer text.
    /// </summary>
    Photo,
}

/// <summary>The options of the configuration section <c>Telegram</c>. Without a token Telegram is off.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>The environment variable that is read if the section has neither <c>Token</c> nor <c>TokenFile</c>.</summary>
    public const string TokenVariable = "FEEDBOT_TELEGRAM_TOKEN";

    /// <summary>The bot's token from BotFather. A secret: prefer <see cref="TokenFile"/> or the environment.</summary>
    public string? Token { get; set; }

    /// <summary>A file that contains only the token.</summary>
    public string? TokenFile { get; set; }

    /// <summary>The tokens of further bots, each with its own chats and lane. Links lead to the first bot.</summary>
    public IList<string> MoreTokens { get; } = [];

    /// <summary>The messages per second of one bot. Telegram documents about 30.</summary>
    [Range(0.01, 100_000)]
    public double PerSecond { get; set; } = 30;

    /// <summary>The messages per second to one chat, apart from short bursts. Telegram documents about 1.</summary>
    [Range(0.01, 100_000)]
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>The messages per minute to one group. Telegram documents about 20.</summary>
    [Range(0.01, 60_000)]
    public double PerGroupPerMinute { get; set; } = 20;

    /// <summary>
    /// True to pay 0.1 Star for each message above 30 per second. Set <see cref="PerSecond"/> to the desired rate, at most 1000.
    /// </summary>
    public bool AllowPaidBroadcast { get; set; }

    /// <summary>Another Bot API server: scheme, host and port.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>
    /// The proxy by which Telegram is reached: <c>http://host:3128</c> or <c>socks5://name:password@host:1080</c>.
    /// </summary>
    public string? Proxy { get; set; }

    /// <summary>The time limit of one call.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server holds an empty poll.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:50")]
    public TimeSpan PollTimeout { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>
    /// True to have Telegram push updates to <c>{site.baseUrl}/telegram/{account}</c> instead of polling for them.
    /// </summary>
    public bool Webhook { get; set; }

    /// <summary>True to remove a webhook that somebody else has set, which otherwise prevents polling.</summary>
    public bool DeleteWebhook { get; set; }

    /// <summary>How an alert shows its picture. An urgent one always shows its own picture.</summary>
    public TelegramImages Images { get; set; }

    /// <summary>True to send a full text as one rich message (Bot API 10.1). Older apps show a placeholder instead.</summary>
    public bool RichMessages { get; set; }

    internal static TelegramOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<TelegramOptions>() ?? new TelegramOptions();
        if (string.IsNullOrWhiteSpace(options.Token) && string.IsNullOrWhiteSpace(options.TokenFile))
            options.Token = configuration[TokenVariable] ?? Environment.GetEnvironmentVariable(TokenVariable);
        return options;
    }

    /// <summary>Returns the tokens; empty if there are none.</summary>
    /// <exception cref="OptionsValidationException">A token is invalid, its file cannot be read, or a bot is named twice. The
    /// message never contains a token.</exception>
    internal IReadOnlyList<TelegramToken> ReadTokens()
    {
        var (text, key) = string.IsNullOrWhiteSpace(Token) && !string.IsNullOrWhiteSpace(TokenFile)
            ? (ReadTokenFile(TokenFile), $"{Section}:{nameof(TokenFile)}")
            : (Token, $"{Section}:{nameof(Token)} (or {TokenVariable})");
        if (string.IsNullOrWhiteSpace(text))
            return MoreTokens.Count == 0 ? [] : throw Invalid($"{Section}:{nameof(MoreTokens)} needs a first bot in {key}.");
        List<TelegramToken> tokens =
            [Read(text, key), .. MoreTokens.Select((more, index) => Read(more, $"{Section}:{nameof(MoreTokens)}:{index}"))];
        return tokens.DistinctBy(t => t.BotId).Count() == tokens.Count
            ? tokens
            : throw Invalid($"{Section}:{nameof(MoreTokens)} names a bot twice.");
    }

    private static TelegramToken Read(string text, string key) => TelegramToken.TryParse(text.Trim(), out var token)
        ? token
        : throw Invalid($"{key} is not a bot token: BotFather gives digits, a colon and letters.");

    private static string ReadTokenFile(string path)
    {
        if (Directory.Exists(path))
            throw Invalid($"{Section}:{nameof(TokenFile)}: '{path}' is a folder.");
        try
        {
            var text = File.ReadAllText(path);
            return string.IsNullOrWhiteSpace(text) ? throw Invalid($"{Section}:{nameof(TokenFile)}: '{path}' is empty.") : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{Section}:{nameof(TokenFile)}: '{path}' cannot be read: {FileFault.InWords(e)}.");
        }
    }

    private static OptionsValidationException Invalid(string failure) => new(Section, typeof(TelegramOptions), [failure]);
}

[OptionsValidator]
internal sealed partial class TelegramRangeValidator : IValidateOptions<TelegramOptions>;

/// <summary>Checks what attributes cannot express.</summary>
internal sealed class TelegramAddressValidator : IValidateOptions<TelegramOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramOptions options) =>
        options.BaseUrl is not null && !(Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? ValidateOptionsResult.Fail(
                $"{TelegramOptions.Section}:{nameof(TelegramOptions.BaseUrl)}: \"{options.BaseUrl}\" is no absolute http(s) address.")
        // The value is not shown, because it may contain a password.
        : options.Proxy is { } proxy && !TelegramProxy.TryRead(proxy, out _)
            ? ValidateOptionsResult.Fail(
                $"{TelegramOptions.Section}:{nameof(TelegramOptions.Proxy)}: it must be an address such as http://host:3128 or "
                + "socks5://name:password@host:1080.")
        : ValidateOptionsResult.Success;
}
