using System.Diagnostics;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>One class decides when an alert is sent, and every caller gets the same answer.</summary>
public sealed class DeliveryPolicyTests
{
    private static readonly LocalClock Clock = new(TimeZoneInfo.Utc);
    private static readonly DateTimeOffset Midnight = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Priority.Urgent, true, true)]
    [InlineData(Priority.Urgent, false, false)]
    [InlineData(Priority.Normal, true, false)]
    [InlineData(Priority.Low, true, false)]
    public void Only_urgent_alerts_pass_quiet_hours_and_only_if_the_chat_allows_it(Priority priority, bool urgentInQuiet, bool goes)
    {
        var chat = Chat();
        chat.UrgentInQuiet = urgentInQuiet;

        var decision = DeliveryPolicy.Decide(At(chat), null, AlertKind.New, priority);

        if (goes)
            Assert.IsType<DeliveryDecision.Send>(decision);
        else
            Assert.Equal(new DeliveryDecision.Hold(HoldKind.Quiet, Midnight.AddHours(7)), decision);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(90, true)]
    public void A_chat_is_paused_until_its_pause_ends(int? minutes, bool isPaused)
    {
        var chat = Chat();
        chat.PausedUntil = minutes is { } count ? Midnight.AddMinutes(count) : null;

        Assert.Equal(isPaused ? chat.PausedUntil : null, DeliveryPolicy.PauseEnds(At(chat)));
        Assert.Equal(isPaused, DeliveryPolicy.Decide(At(chat), null, AlertKind.New, Priority.Urgent) is DeliveryDecision.Hold { Kind: HoldKind.Paused });
    }

    [Fact]
    public void An_alert_held_for_quiet_hours_is_held_as_long_as_the_policy_decided()
    {
        var chat = Chat();
        var hold = Assert.IsType<DeliveryDecision.Hold>(DeliveryPolicy.Decide(At(chat), null, AlertKind.New, Priority.Normal));

        Assert.Equal(hold.Until, DeliveryPolicy.HeldUntil(hold.Kind, At(chat)));
    }

    [Theory]
    [InlineData(HoldKind.Turn)]
    [InlineData(HoldKind.Rest)]
    [InlineData((HoldKind)99)]
    public void A_hold_that_no_preference_decides_is_refused(HoldKind hold) =>
        Assert.Throws<UnreachableException>(() => DeliveryPolicy.HeldUntil(hold, At(Chat())));

    [Theory]
    [InlineData(AlertKind.New, Priority.Normal, true)]
    [InlineData(AlertKind.New, Priority.Urgent, false)]
    [InlineData(AlertKind.Withdrawn, Priority.Low, false)]
    public void An_hourly_limit_holds_new_alerts_that_are_not_urgent(AlertKind kind, Priority priority, bool isHeld)
    {
        var sent = new DeliveryDecision.Send(Silently: false);
        var freeAt = DeliveryPolicy.HourFreeAt(2, [Midnight.AddMinutes(-50), Midnight.AddMinutes(-10)]);

        var decision = DeliveryPolicy.WithinHour(sent, new Alert { Kind = kind, Priority = priority }, freeAt);

        Assert.Equal(isHeld ? new DeliveryDecision.Hold(HoldKind.Flood, Midnight.AddMinutes(10)) : sent, decision);
    }

    [Theory]
    [InlineData(Priority.Urgent, true)]
    [InlineData(Priority.Normal, false)]
    [InlineData(Priority.Low, false)]
    public void Only_what_is_urgent_comes_whole_and_sounds_when_it_takes_the_place_of_an_earlier_message(Priority priority, bool isUrgent)
    {
        var alert = new Alert { Kind = AlertKind.New, Priority = priority };

        Assert.Equal((!isUrgent, isUrgent), (DeliveryPolicy.MayBeSummedUp(alert), DeliveryPolicy.SoundsAgain(priority)));
    }

    [Fact]
    public void A_lower_limit_waits_for_the_messages_that_came_under_the_higher_one()
    {
        DateTimeOffset[] sent = [Midnight.AddMinutes(-50), Midnight.AddMinutes(-40), Midnight.AddMinutes(-30), Midnight.AddMinutes(-5)];

        Assert.Equal(Midnight.AddMinutes(30), DeliveryPolicy.HourFreeAt(2, sent));
    }

    [Theory]
    [InlineData(null, 0)] // 29 November 2026 is a Sunday.
    [InlineData(DayOfWeek.Sunday, 0)]
    [InlineData(DayOfWeek.Monday, 1)]
    [InlineData(DayOfWeek.Saturday, 6)]
    public void A_digest_comes_at_its_hour_of_each_day_or_of_the_day_that_the_chat_chose(DayOfWeek? on, int days)
    {
        var chat = Chat();
        (chat.DigestAt, chat.DigestOn) = (new TimeOnly(19, 0), on);
        var news = new Subscription { TopicId = "news", Mode = SubscriptionMode.Digest };

        var decision = DeliveryPolicy.Decide(At(chat) with { Now = Midnight.AddHours(12) }, news, AlertKind.New, Priority.Normal);

        Assert.Equal(new DeliveryDecision.Hold(HoldKind.Digest, Midnight.AddDays(days).AddHours(19)), decision);
    }

    [Fact]
    public void Every_cause_has_words_and_an_unknown_cause_is_refused()
    {
        Assert.All(Enum.GetValues<ReceiptCause>(), cause => Assert.NotEmpty(cause.Describe()));
        Assert.Throws<UnreachableException>(() => ((ReceiptCause)99).Describe());
    }

    [Theory]
    [InlineData(AlertKind.Corrected, Priority.Low, true, false)]
    [InlineData(AlertKind.Withdrawn, Priority.Low, true, false)]
    [InlineData(AlertKind.Corrected, Priority.Low, false, true)]
    [InlineData(AlertKind.Ended, Priority.Low, false, true)]
    [InlineData(AlertKind.Withdrawn, Priority.Urgent, false, false)]
    public void A_correction_waits_for_the_morning_only_where_it_is_a_message_of_its_own(AlertKind kind, Priority priority, bool canEdit, bool waits)
    {
        var decision = DeliveryPolicy.Decide(At(Chat()) with { CanEdit = canEdit }, null, kind, priority);

        // It waits in the chat's queue, because a digest does not show what became of a message.
        if (waits)
            Assert.Equal(new DeliveryDecision.Hold(HoldKind.Turn, Midnight.AddHours(7)), decision);
        else
            Assert.IsType<DeliveryDecision.Send>(decision);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void A_mute_holds_until_its_time_is_over(int? hours, bool isMuted) => Assert.Equal(
        isMuted,
        DeliveryPolicy.IsMuted(new Subscription { TopicId = "news", Mode = SubscriptionMode.Muted, Until = hours is { } h ? Midnight.AddHours(h) : null }, Midnight));

    [Theory]
    [InlineData(null, false)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void A_mute_of_what_is_followed_holds_until_its_time_is_over(int? hours, bool isMuted) => Assert.Equal(
        isMuted,
        DeliveryPolicy.IsMuted(new Subscription { TopicId = "news", Mode = SubscriptionMode.Digest, Until = hours is { } h ? Midnight.AddHours(h) : null }, Midnight));

    private static ChatMoment At(Subscriber chat) => new(chat, Clock, Midnight);

    private static Subscriber Chat() => new()
    {
        Platform = "telegram",
        Account = "bot",
        ChatId = "1",
        QuietFrom = new TimeOnly(22, 0),
        QuietTo = new TimeOnly(7, 0),
    };
}
