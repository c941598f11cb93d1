using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>How feeds and pages are served; configuration section <c>Publishing</c>.</summary>
public sealed class PublishingOptions
{
    /// <summary>The value of <c>Cache-Control: max-age</c>, which feed readers use as their polling interval.</summary>
    [Range(0, 86_400)]
    public int MaxAgeSeconds { get; set; } = 300;

    /// <summary>The number of items of a feed that is requested without <c>?n=</c>.</summary>
    [Range(1, MaxItems)]
    public int DefaultItems { get; set; } = 50;

    /// <summary>The memory for rendered feeds; the least recently read ones are dropped first.</summary>
    [Range(1, 4096)]
    public int CacheMegabytes { get; set; } = 64;

    /// <summary>A rendered feed is compared with the store at most once in this time; 0 compares at each request.</summary>
    [Range(0, 60_000)]
    public int FreshForMilliseconds { get; set; } = 1000;

    /// <summary>The number of requests that one client may send in a minute, possibly all at once; 0 removes the limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>The number of complaints about articles that one client may send in an hour.</summary>
    [Range(1, 1000)]
    public int ComplaintsPerHour { get; set; } = 5;

    /// <summary>
    /// Networks without that limit, such as <c>10.0.0.0/8</c>; the default is this machine. A proxy on this machine forwards
    /// everybody's requests: name it in <c>Server:KnownProxies</c>, so that the forwarded addresses are distinguished.
    /// </summary>
    public IReadOnlyList<string>? UnlimitedClients { get; set; }

    /// <summary>
    /// The address of the Telegram bot, such as <c>https://t.me/NAME</c>, if the pages should show another one than the bot's
    /// own.
    /// </summary>
    [Url]
    public string? TelegramBotUrl { get; set; }

    /// <summary>The largest value that <c>?n=</c> may request.</summary>
    internal const int MaxItems = 200;
}

internal sealed class ClientNetworksValidator : IValidateOptions<PublishingOptions>
{
    public ValidateOptionsResult Validate(string? name, PublishingOptions options)
    {
        var wrong = (options.UnlimitedClients ?? []).Where(n => !IPNetwork.TryParse(n, out _)).Select(n => $"\"{n}\"").ToArray();
        return wrong.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Publishing:{nameof(PublishingOptions.UnlimitedClients)}: {string.Join(", ", wrong)} is not a network such as "
                + "10.0.0.0/8.");
    }
}

[OptionsValidator]
internal sealed partial class PublishingOptionsValidator : IValidateOptions<PublishingOptions>;
