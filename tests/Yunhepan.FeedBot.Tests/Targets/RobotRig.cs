using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>One platform in front of its server.</summary>
internal sealed class RobotRig : IAsyncDisposable
{
    /// <summary>A title that tries to be a link, a mention, a picture, a card and a heading on each platform.</summary>
    public const string Hostile =
        "# [点我](https://evil.example) ![](https://evil.example/p.png) <@everyone> <at id=all></at> <!channel> <https://evil.example|点我> **粗** https://evil.example www.evil.example \\[x](http://evil.example) 2 &#91;y](https://evil.example)";

    private readonly ServiceProvider _services;

    public RobotRig(TimeProvider time, params Target[] targets)
    {
        Targets = targets;
        _services = new ServiceCollection().AddSingleton(time).AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(new CurrentCatalogue(() => new SourceCatalogue { Site = new Site(), Targets = Targets })).AddTargets().BuildServiceProvider();
    }

    public Target[] Targets { get; set; }

    public IChatPlatform Platform => _services.GetServices<IChatPlatform>().Single(p => p.Capabilities.Serves == Targets[0].Kind);

    public ChatAddress Chat => new(Platform.Platform, Platform.Account, Targets[0].Id);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<SendResult> SendAsync(AlertMessage alert) => SendAsync(new OutgoingMessage.OneArticle(alert) { DeliveryId = "7-1" });

    public Task<SendResult> SendAsync(OutgoingMessage message) => Platform.SendAsync(Chat, message, Cancel);

    public Task<SendResult> EditAsync(string messageId, AlertMessage alert) => Platform.EditAsync(Chat, messageId, alert, Cancel);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>An urgent alert that is longer than any message, whose last sentence says whom to call.</summary>
    public static AlertMessage Long(string filler = "老人身穿灰色外套，推一辆蓝色小车。") => AlertSamples.Missing() with
    {
        Text = string.Concat(Enumerable.Repeat(filler, 6000 / filler.Length)) + "联系人王女士，电话 13905371234。", HasFullText = true,
    };

    /// <summary>A digest of many articles with long addresses.</summary>
    public static OutgoingMessage.Digest Digest(int count) => new(new DigestMessage
    {
        Kind = DigestKind.Daily, Language = "zh", At = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8)), Count = count,
        Sections =
        [
            new DigestSection("教育", [.. Enumerable.Range(1, count).Select(i => AlertSamples.Ordinary() with
            {
                Title = $"第{i}条：城区三所学校下周起试行课后延时服务", Url = $"https://portal.example/{i}?" + new string('a', 180),
            })]),
        ],
    })
    {
        DeliveryId = "8-1",
    };

    /// <summary>What every platform must do with an urgent alert that is too long for it.</summary>
    public static void AssertEssence(string shown)
    {
        Assert.Contains("🚨", shown, StringComparison.Ordinal);
        Assert.Contains("寻人：七旬老人今晨在运河公园走失", shown, StringComparison.Ordinal);
        Assert.Contains("13905371234", shown, StringComparison.Ordinal);
        Assert.Contains("济宁新闻网", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', shown);
    }
}
