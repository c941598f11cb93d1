using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>What the web chat gives to strangers; section <c>WebChat</c>. A client is an IPv4 address or an IPv6 /64 network.</summary>
public sealed class WebChatOptions
{
    /// <summary>Chats that one client may begin in an hour, all at once if it likes.</summary>
    [Range(1, 100_000)]
    public int NewChatsPerHour { get; set; } = 60;

    /// <summary>Pages that may be open at once.</summary>
    [Range(1, 100_000)]
    public int MaxStreams { get; set; } = 2000;

    /// <summary>Pages that one client may have open at once.</summary>
    [Range(1, 100_000)]
    public int StreamsPerClient { get; set; } = 200;
}

[OptionsValidator]
internal sealed partial class WebChatOptionsValidator : IValidateOptions<WebChatOptions>;
