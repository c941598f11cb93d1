using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>An account that nothing is sent from: for what happens before a send.</summary>
internal sealed class SilentPlatform(int number) : IChatPlatform
{
    public string Platform => "silent";

    public string Account { get; } = number.ToString(CultureInfo.InvariantCulture);

    public SendLimits Limits => SendLimits.None;

    public bool IsGroup(ChatAddress chat) => false;

    public Task<SendResult> SendAsync(ChatAddress chat, AlertMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("silent"));

    public Task<SendResult> EditAsync(ChatAddress chat, string messageId, AlertMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("silent"));

    public Task<SendResult> SendDigestAsync(ChatAddress chat, DigestMessage digest, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("silent"));

    public Task<SendResult> EditDigestAsync(ChatAddress chat, string messageId, DigestMessage digest, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("silent"));

    public Task<SendResult> AnnounceAsync(ChatAddress chat, string messageId, AlertMessage message, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(new SendResult.Rejected("silent"));
}
