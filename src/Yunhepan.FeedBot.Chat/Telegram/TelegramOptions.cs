using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>Where the picture of an alert comes from.</summary>
public enum TelegramImages
{
    /// <summary>The preview of the article's page, as its site describes it.</summary>
    Preview,

    /// <summary>
    /// The article's own picture above the text, where Telegram takes it: as a photo with the text, or above a longer one.
    /// </summary>
    Photo,
}

/// <summary>Section <c>Telegram</c>. Without a token there is no Telegram.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram";

    /// <summary>Also read when the section has neither <c>Token</c> nor <c>TokenFile</c>.</summary>
    public const string TokenVariable = "FEEDBOT_TELEGRAM_TOKEN";

    /// <summary>The bot's token, as BotFather gave it. A secret: prefer <see cref="TokenFile"/> or the environment.</summary>
    public string? Token { get; set; }

    /// <summary>A file that holds the token alone.</summary>
    public string? TokenFile { get; set; }

    /// <summary>Tokens of further bots, each with chats and a lane of its own. The first bot stays the one that links lead to.</summary>
    public IList<string> MoreTokens { get; } = [];

    /// <summary>Messages a second of one bot. Telegram says about 30.</summary>
    [Range(0.01, 100_000)]
    public double PerSecond { get; set; } = 30;

    /// <summary>Messages a second to one chat; short bursts may be faster. Telegram says about 1.</summary>
    [Range(0.01, 100_000)]
    public double PerChatPerSecond { get; set; } = 1;

    /// <summary>Messages a minute to one group. Telegram says about 20.</summary>
    [Range(0.01, 60_000)]
    public double PerGroupPerMinute { get; set; } = 20;

    /// <summary>Pays 0.1 Star for each message above 30 a second. Set <see cref="PerSecond"/> to the rate wanted, at most 1000.</summary>
    public bool AllowPaidBroadcast { get; set; }

    /// <summary>Another Bot API server: scheme, host and port.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>How long the answer to one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server holds an empty poll.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:50")]
    public TimeSpan PollTimeout { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>Removes a webhook that somebody set, which else stops the polling.</summary>
    public bool DeleteWebhook { get; set; }

    /// <summary>How an alert shows its picture. One that is urgent shows its own picture in any case.</summary>
    public TelegramImages Images { get; set; }

    /// <summary>Sends a text in full as one rich message (Bot API 10.1). Older apps show a placeholder instead of it.</summary>
    public bool RichMessages { get; set; }

    internal static TelegramOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<TelegramOptions>() ?? new TelegramOptions();
        if (string.IsNullOrWhiteSpace(options.Token) && string.IsNullOrWhiteSpace(options.TokenFile))
            options.Token = configuration[TokenVariable] ?? Environment.GetEnvironmentVariable(TokenVariable);
        return options;
    }

    /// <summary>Empty when there is none.</summary>
    /// <exception cref="OptionsValidationException">A token is no token, or its file cannot be read, or a bot is named twice. Never shows
    /// one.</exception>
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
        try
        {
            var text = File.ReadAllText(path);
            return string.IsNullOrWhiteSpace(text) ? throw Invalid($"{Section}:{nameof(TokenFile)}: '{path}' is empty.") : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{Section}:{nameof(TokenFile)}: cannot read '{path}': {e.Message}");
        }
    }

    private static OptionsValidationException Invalid(string failure) => new(Section, typeof(TelegramOptions), [failure]);
}

[OptionsValidator]
internal sealed partial class TelegramRangeValidator : IValidateOptions<TelegramOptions>;

/// <summary>What attributes cannot say.</summary>
internal sealed class TelegramAddressValidator : IValidateOptions<TelegramOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramOptions options) =>
        options.BaseUrl is null || (Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{TelegramOptions.Section}:{nameof(
                    TelegramOptions.BaseUrl)} must be an absolute http(s) address; it is '{options.BaseUrl}'.");
}
