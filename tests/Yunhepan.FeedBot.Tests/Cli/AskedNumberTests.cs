using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Cli;
using Yunhepan.FeedBot.Tests.Alerts;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Cli;

/// <summary>Whatever number or id a command or the log prints can be given to <c>trace</c> and <c>explain</c>.</summary>
public sealed class AskedNumberTests(TestDatabases databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("12", "Unsaid", 12)]
    [InlineData("#12", "Unsaid", 12)]
    [InlineData("alert 12", "Alert", 12)]
    [InlineData("Alert 12", "Alert", 12)]
    [InlineData("alert:12", "Alert", 12)]
    [InlineData("alert=12", "Alert", 12)]
    [InlineData("revision 12", "Alert", 12)]
    [InlineData("12-3", "Alert", 12)]
    [InlineData("article 12", "Article", 12)]
    [InlineData("number 12", "Article", 12)]
    [InlineData("complaint 3", "Complaint", 3)]
    [InlineData("chat 3", "Chat", 3)]
    [InlineData("subscriber 3", "Chat", 3)]
    public void A_number_is_understood_as_it_is_printed(string printed, string counted, long number) =>
        Assert.Equal(new AskedNumber(Enum.Parse<Counted>(counted), number), AskedNumber.Parse(printed));

    [Theory]
    [InlineData("6f0d3c4e-0000-4000-8000-000000000001")]
    [InlineData("urn:uuid:6f0d3c4e-0000-4000-8000-000000000001")]
    [InlineData("http://portal.example/2026/11/23.html")]
    [InlineData("alert")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public void What_is_no_number_is_none(string text) => Assert.Null(AskedNumber.Parse(text));

    [Fact]
    public void Words_that_the_shell_has_parted_are_one_name()
    {
        Assert.Equal(["alert 12"], AskedNumber.Names(["alert", "12"]));
        Assert.Equal(["alert 12", "article 5"], AskedNumber.Names(["alert", "12", "article", "5"]));
        Assert.Equal(["12", "5"], AskedNumber.Names(["12", "5"]));
        Assert.Equal(["http://a.example/", "alert 12-3"], AskedNumber.Names(["http://a.example/", "alert", "12-3"]));
    }

    [Fact]
    public async Task An_alert_an_article_a_delivery_and_a_complaint_lead_to_their_article()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        await rig.FollowerAsync("chat", AlertsRig.News);
        var first = await rig.PublishAsync("一");
        var second = await rig.PublishAsync("二");
        await rig.CorrectAsync(first, "一，更正");
        await rig.RunAsync();
        await rig.InDbAsync<ArticlesDb, int>(async db =>
        {
            db.Complaints.Add(new Complaint { PublicId = second.PublicId, Title = "二", Text = "不对", At = rig.Time.GetUtcNow(), DueAt = rig.Time.GetUtcNow() });
            return await db.SaveChangesAsync(Cancel);
        });

        await rig.InScopeAsync(async s =>
        {
            var services = new WithComplaints(s);
            Assert.Equal([(first.Id, "alert or revision 3")], await FindAsync("alert 3"));
            Assert.Equal([(first.Id, "alert or revision 3")], await FindAsync("3"));
            Assert.Equal([(first.Id, "alert or revision 3")], await FindAsync("3-1"));
            Assert.Equal([(second.Id, "article 2")], await FindAsync("article 2"));
            Assert.Equal([(second.Id, "complaint 1")], await FindAsync("complaint 1"));
            Assert.Equal([(second.Id, (string?)null)], await FindAsync(second.PublicId.ToString()));

            async Task<IEnumerable<(long, string?)>> FindAsync(string named) =>
                (await AskedArticle.FindAsync(services, named, Cancel)).Select(found => (found.Article.Id, found.By));
        });
    }

    [Fact]
    public async Task A_bare_number_that_is_an_articles_and_another_alerts_means_both()
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);
        var first = await rig.PublishAsync("一");
        await rig.CorrectAsync(first, "一，更正");
        var second = await rig.PublishAsync("二");

        await rig.InScopeAsync(async s => Assert.Equal(
            [(second.Id, "article 2"), (first.Id, "alert or revision 2")],
            (await AskedArticle.FindAsync(s, "2", Cancel)).Select(found => (found.Article.Id, found.By))));
    }

    [Theory]
    [InlineData("99", "no article is stored under 99; give an article's number or id, the number of an alert")]
    [InlineData("alert 99", "no article is stored under alert 99; give ")]
    [InlineData("http://nobody.example/1", "no article is stored under http://nobody.example/1; give ")]
    [InlineData("chat 1", "1 is the number of a chat, not of an article; 'dead-letters --chat 1' lists what did not reach it")]
    public async Task What_means_no_article_is_answered_with_what_would(string named, string words)
    {
        await using var database = await databases.CreateAsync(DatabaseEngine.Sqlite);
        await using var rig = await AlertsRig.CreateAsync(database.Location);

        await rig.InScopeAsync(async s => Assert.StartsWith(
            words, (await Assert.ThrowsAsync<CommandException>(() => AskedArticle.FindAsync(s, named, Cancel))).Message, StringComparison.Ordinal));
    }

    /// <summary>The host knows of complaints as well.</summary>
    private sealed class WithComplaints(IServiceProvider services) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(ComplaintBox) ? ActivatorUtilities.CreateInstance<ComplaintBox>(services) : services.GetService(serviceType);
    }
}
