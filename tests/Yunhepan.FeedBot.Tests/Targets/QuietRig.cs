using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>One platform in front of its server; disposing it and making another one is a restart of the process.</summary>
internal sealed class QuietRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Target _target;

    public QuietRig(TimeProvider time, Target target, Action<IServiceCollection>? more = null)
    {
        _target = target;
        var catalogue = new SourceCatalogue { Site = new Site(), Targets = [target] };
        var services = new ServiceCollection().AddSingleton(time).AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(new CurrentCatalogue(() => catalogue)).AddTargets();
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public IChatPlatform Platform => _services.GetServices<IChatPlatform>().Single(p => p.Capabilities.Serves == _target.Kind);

    private ChatAddress Chat => new(Platform.Platform, Platform.Account, _target.Id);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 11, 23, 8, 7, 0, TimeSpan.Zero));

    public Task<SendResult> SendAsync(AlertMessage alert, string id = "7-1") => SendAsync(new OutgoingMessage.OneArticle(alert) { DeliveryId = id });

    public Task<SendResult> SendAsync(OutgoingMessage message) => Platform.SendAsync(Chat, message, Cancel);

    /// <summary>Sends and returns the id of the message.</summary>
    public async Task<string> SentAsync(AlertMessage alert, string id = "7-1") => Assert.IsType<SendResult.Sent>(await SendAsync(alert, id)).MessageId;

    public Task<SendResult> EditAsync(string messageId, AlertMessage alert, string id = "9-1") =>
        Platform.EditAsync(Chat, messageId, new OutgoingMessage.OneArticle(alert) { DeliveryId = id }, Cancel);

    /// <summary>Reports to the readers of a message that its subject has ended.</summary>
    public Task<SendResult> AnnounceAsync(string messageId, AlertMessage alert, string id = "9-1") => SendAsync(
        new OutgoingMessage.Notice(alert) { DeliveryId = id, Earlier = new EarlierMessage(messageId, alert.PublishedAt ?? default) });

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
