using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>The transitions of pages behind a list and of subscriptions at hubs.</summary>
public sealed class PageStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void A_page_is_postponed_until_it_was_tried_often_enough(int attempts, bool isSettled)
    {
        var page = Page();
        for (var i = 0; i < attempts; i++)
            page.CountAttempt();

        page.PutOff(Now.AddHours(1), mostAttempts: 2);

        Assert.Equal((attempts, Now.AddHours(1), isSettled), (page.Attempts, page.NextAttemptAt, page.Settled));
    }

    [Fact]
    public void A_page_keeps_its_attempts_when_its_list_names_it_anew()
    {
        var page = Page();
        page.CountAttempt();

        page.Relist(new ArticleDraft { Title = "停水延长", Url = page.Url });

        Assert.Equal(("停水延长", 1, Now), (page.ReadDraft().Title, page.Attempts, page.NextAttemptAt));
        Assert.False(page.Settled);
    }

    [Fact]
    public void A_lease_that_was_confirmed_is_renewed_before_it_ends()
    {
        var lease = Lease();
        lease.CountRequest(Now, new BackOff(TimeSpan.FromMinutes(10), TimeSpan.FromDays(1), Factor: 3));
        Assert.Equal((1, Now.AddMinutes(10)), (lease.Failures, lease.NextAskAt));

        lease.Confirm(Now, TimeSpan.FromDays(10));

        Assert.Equal((Now.AddDays(10), Now.AddDays(9), 0, null), (lease.ActiveUntil, lease.NextAskAt, lease.Failures, lease.LastError));
    }

    [Fact]
    public void A_lease_is_active_no_more_once_its_hub_is_distrusted_denies_it_or_changes()
    {
        foreach (var end in (Action<PushLease>[])[lease => lease.Distrust(Now), lease => lease.Deny(Now.AddDays(1)), lease => lease.Move("http://other.example/", "t", Now)])
        {
            var lease = Lease();
            lease.Confirm(Now, TimeSpan.FromDays(10));

            end(lease);

            Assert.Null(lease.ActiveUntil);
            Assert.InRange(lease.NextAskAt, Now, Now.AddDays(1));
        }
    }

    private static ListedPage Page() => new(new ArticleDraft { Title = "停水通知", Url = "http://portal.example/1.html" }, Now) { SourceId = "s", Key = "url:1" };

    private static PushLease Lease() => new("http://hub.example/", "http://portal.example/rss", Now) { SourceId = "s", Token = "t", Secret = "k" };
}
