using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>An account that sends nothing, for measuring the steps before a send.</summary>
internal sealed class SilentPlatform(int number) : IChatPlatform
{
    public string Platform => "silent";

    public string Account { get; } = number.ToString(CultureInfo.InvariantCulture);

    public SendLimits Limits => SendLimits.None;

    public PlatformCapabilities Capabilities { get; } = new() { CanEdit = true, MaxText = 4096 };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("silent"));

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("silent"));
}
