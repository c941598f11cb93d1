using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>Sends a sample to one target, which says in words that it is a test.</summary>
public sealed class TestAlert(IEnumerable<IChatPlatform> platforms, TimeProvider time)
{
    /// <summary>Sends it once, past the queue and the limits of the target.</summary>
    /// <returns>What the platform answered.</returns>
    public Task<SendResult> SendAsync(Target target, Site site, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(site);
        var platform = platforms.First(p => p.Capabilities.Serves == target.Kind);
        var chat = new ChatAddress(platform.Platform, platform.Account, target.Id);
        return platform.SendAsync(chat, Create(target, site, time.GetUtcNow()), cancellationToken);
    }

    private static OutgoingMessage.OneArticle Create(Target target, Site site, DateTimeOffset now)
    {
        var language = LanguageTag.Write(target.Language);
        var texts = TargetTexts.For(language);
        return new OutgoingMessage.OneArticle(new AlertMessage
        {
            ArticleId = Guid.Empty,
            Title = texts.TestTitle,
            Summary = texts.TestText(target.Id),
            Text = texts.TestText(target.Id),
            SourceName = site.Title.For(language),
            Url = site.BaseUrl,
            Categories = [texts.TestCategory],
            PublishedAt = TimeZoneInfo.ConvertTime(now, target.TimeZone ?? site.TimeZone),
            PublishedHasTime = true,
            Language = language,
            Format = target.Format,
        })
        {
            DeliveryId = "test-" + now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
    }
}
