using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Raising;

/// <summary>Decides whether an article is recent enough to be news.</summary>
internal static class AlertAge
{
    public static bool IsNews(Article article, AlertsOptions options, DateTimeOffset now)
    {
        if (article.HasEnded || Validity.IsOver(article, now))
            return false;
        if (article.PublishedAt is not { } published)
            return true;
        // A day without a time may mean its last minute.
        var latest = article.PublishedHasTime ? published : published.AddDays(1);
        return now - latest <= options.MaxArticleAge;
    }
}
