using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Publishing.Text;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>
/// What others show of an article when its address is shared: never more than its page, and nothing that asks for a person who was
/// found.
/// </summary>
internal sealed record ArticleCard(string Title, string Description, string? ImageUrl)
{
    public static ArticleCard For(Article article, FeedItem item, PageTexts texts)
    {
        if (article.WithdrawnAt is not null)
            return new ArticleCard(texts.Withdrawn, texts.Withdrawn, ImageUrl: null);
        // Without the personal data the title itself says how it ended.
        if (article is { HasEnded: true, ForgottenAt: null, EndedAs: { } end })
        {
            var how = EndLabel.Format(end, texts.Tag);
            return new ArticleCard($"{how} · {item.Title}", how, ImageUrl: null);
        }

        return new ArticleCard(item.Title, item.Summary ?? item.Title, item.ImageUrl);
    }
}
