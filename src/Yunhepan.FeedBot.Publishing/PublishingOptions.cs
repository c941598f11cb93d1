using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>How feeds and pages are served; section <c>Publishing</c>.</summary>
public sealed class PublishingOptions
{
    /// <summary>What <c>Cache-Control: max-age</c> says: feed readers take it as their polling interval.</summary>
    [Range(0, 86_400)]
    public int MaxAgeSeconds { get; set; } = 300;

    /// <summary>Items of a feed that is asked for without <c>?n=</c>.</summary>
    [Range(1, MaxItems)]
    public int DefaultItems { get; set; } = 50;

    /// <summary>Memory for rendered feeds; the least recently read leave first.</summary>
    [Range(1, 4096)]
    public int CacheMegabytes { get; set; } = 64;

    /// <summary>A rendered feed is compared with the store at most this often; 0 compares at each request.</summary>
    [Range(0, 60_000)]
    public int FreshForMilliseconds { get; set; } = 1000;

    /// <summary>Address of the Telegram bot, as <c>https://t.me/NAME</c>; shown on the pages when stated.</summary>
    [Url]
    public string? TelegramBotUrl { get; set; }

    /// <summary>The most that <c>?n=</c> may ask for.</summary>
    internal const int MaxItems = 200;
}

[OptionsValidator]
internal sealed partial class PublishingOptionsValidator : IValidateOptions<PublishingOptions>;
