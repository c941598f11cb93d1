using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>One click in a mail ends the mails to its mailbox (RFC 8058), and opening the link does not.</summary>
public sealed class MailUnsubscribeTests(TestDatabases databases)
{
    private static readonly ChatAddress Desk = new("mail", "mail", "desk");
    private static readonly AlertMessage Alert = AlertSamples.Missing() with { Alert = 7, Revision = 7 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_click_unsubscribes_at_once_and_a_scanner_that_opens_the_link_does_not()
    {
        await using var server = await MailServer.StartAsync();
        await using var app = await ChatApp.StartAsync(0, [.. server.Settings], catalogue: new SourceCatalogue
        {
            Site = new Site { BaseUrl = "https://feeds.example", Title = LocalisedName.Same("<b>河畔") }, Targets = [server.Target],
        });
        await app.AskAsync<SubscriberStore, Subscriber>(store => store.ArriveAsync(Desk, "zh", Cancel));
        await app.Platform("mail").SendAsync(Desk, Alert, Cancel);
        var mail = Assert.Single(server.Mails);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var link = mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>');
        Assert.StartsWith("https://feeds.example/mail/unsubscribe/desk/", link, StringComparison.Ordinal);
        Assert.Contains(link, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(link, mail.HtmlBody, StringComparison.Ordinal);
        // Programs read the header as it is sent, on one line or folded between its addresses.
        Assert.Contains($"<{link}>", await File.ReadAllTextAsync(server.Files[0], Cancel), StringComparison.Ordinal);

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = app.BaseUrl };
        var path = new Uri(link).AbsolutePath;
        using var page = await client.GetAsync(path, Cancel);
        var html = await page.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("<form method=\"post\">", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;河畔", html, StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Active, (await FindAsync(app)).State);

        foreach (var forged in new[] { path[..^1] + (path[^1] == 'A' ? 'B' : 'A'), path.Replace("/desk/", "/other/", StringComparison.Ordinal), "/mail/unsubscribe/desk/x" })
        {
            using var refused = await client.PostAsync(forged, OneClick(), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        Assert.Equal(SubscriberState.Active, (await FindAsync(app)).State);
        using var done = await client.PostAsync(path, OneClick(), Cancel);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("已退订", await done.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var desk = await FindAsync(app);
        Assert.Equal(SubscriberState.Unreachable, desk.State);
        Assert.Contains("unsubscribed by its reader", desk.StateReason, StringComparison.Ordinal);
        // A second click does no harm.
        using var again = await client.PostAsync(path, OneClick(), Cancel);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Who_unsubscribed_stays_so_when_feeds_json_changes_and_a_new_address_begins_again()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Mail);
        await using (var scope = rig.Alerts.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ChatReach>().LostAsync(Desk, $"unsubscribed by its reader ({rig.Target.AddressMark})", Cancel);

        rig.Target = rig.Target with { Include = ["运河"] };
        await rig.Alerts.PublishAsync("运河涨水");
        await rig.Alerts.RunAfterAsync(3600);
        Assert.Empty(rig.Server.Shown);

        rig.Target = rig.Target with { Url = "mailto:new@mailbox.example" };
        await rig.Alerts.RunAfterAsync(3600);
        await rig.Alerts.PublishAsync("运河退水");
        await rig.UntilAsync(() => rig.Server.Shown.Any(text => text.Contains("运河退水", StringComparison.Ordinal)));
        Assert.All(((MailServer)rig.Server).Mails, mail => Assert.Equal("new@mailbox.example", mail.To.ToString()));
    }

    private static FormUrlEncodedContent OneClick() => new([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);

    private static Task<Subscriber> FindAsync(ChatApp app) =>
        app.AskAsync<SubscriberStore, Subscriber>(async store => (await store.FindAsync(Desk, Cancel))!);
}
