using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Tests.Publishing;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A chat shows no more of a licensed text than pages and feeds do.</summary>
public sealed class LicenceTests
{
    private const string End = "末尾的这句话只有原站能读到";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_full_text_of_an_excerpt_is_the_excerpt(bool isExcerpt)
    {
        await using var app = await ChatApp.StartAsync();
        var article = Sample.Article(1);
        article.ContentText = string.Concat(Enumerable.Range(1, 40).Select(n => $"步道第{n}段铺好了木板。")) + End;
        article.Summary = article.ContentText;
        article.IsExcerptOnly = isExcerpt;
        await app.StoreAsync(article);

        var read = await app.SayAsync("read " + ArticleToken.Format(article.PublicId), button: true);
        var listed = await app.AskAsync<LatestArticles, IReadOnlyList<AlertMessage>>(async latest =>
            await latest.LatestAsync(null, 1, (await app.AskAsync<SubscriberStore, Subscriber?>(s => s.FindAsync(new ChatAddress("web", "web", "person"), ChatApp.Cancel)))!, ChatApp.Cancel));

        Assert.Contains("步道第1段", read.Text, StringComparison.Ordinal);
        Assert.Equal(!isExcerpt, read.Text.Contains(End, StringComparison.Ordinal));
        Assert.Equal(!isExcerpt, Assert.Single(listed).HasFullText);
        Assert.True(!isExcerpt || Assert.Single(listed).Summary!.Length <= 201);
    }
}
