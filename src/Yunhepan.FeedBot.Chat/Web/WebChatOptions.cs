using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>
/// Limits of the web chat for the public; configuration section <c>WebChat</c>. A client is an IPv4 address or an IPv6 /64
/// network.
/// </summary>
public sealed class WebChatOptions
{
    /// <summary>The number of chats that one client may start in an hour, possibly all at once.</summary>
    [Range(1, 100_000)]
    public int NewChatsPerHour { get; set; } = 60;

    /// <summary>The number of pages that may be open at once.</summary>
    [Range(1, 100_000)]
    public int MaxStreams { get; set; } = 2000;

    /// <summary>The number of pages that one client may have open at once.</summary>
    [Range(1, 100_000)]
    public int StreamsPerClient { get; set; } = 200;

    /// <summary>How often one client may subscribe to pushes in an hour, possibly all at once.</summary>
    [Range(1, 100_000)]
    public int PushesPerHour { get; set; } = 30;

    /// <summary>The number of devices that are told by Web Push, of all chats.</summary>
    [Range(1, 10_000_000)]
    public int MaxPushDevices { get; set; } = 50_000;
}

[OptionsValidator]
internal sealed partial class WebChatOptionsValidator : IValidateOptions<WebChatOptions>;
