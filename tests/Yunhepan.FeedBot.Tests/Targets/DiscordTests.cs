using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class DiscordTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 7, 0, TimeSpan.Zero));
    private DiscordServer _server = null!;
    private RobotRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await DiscordServer.StartAsync(_time);
        _rig = new RobotRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_edited_by_the_id_that_it_got_and_mentions_nobody()
    {
        var sent = Assert.IsType<SendResult.Sent>(await _rig.SendAsync(AlertSamples.Missing() with { ImageUrl = "https://portal.example/a.jpg" }));
        Assert.Equal("https://portal.example/a.jpg", _server.Messages[0].Embed.GetProperty("image").GetProperty("url").GetString());

        Assert.Equal(sent, await _rig.EditAsync(sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }));

        var message = Assert.Single(_server.Messages);
        Assert.Equal(sent.MessageId, message.Id);
        Assert.Contains("~~寻人：七旬老人今晨在运河公园走失~~", message.Embed.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.False(message.Embed.TryGetProperty("image", out _));
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task What_is_withdrawn_is_deleted_where_it_cannot_be_edited()
    {
        var sent = Assert.IsType<SendResult.Sent>(await _rig.SendAsync(AlertSamples.Missing()));
        _server.IsLocked = true;

        Assert.Equal(new SendResult.Rejected("Discord 160005"), await _rig.EditAsync(sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Corrected }));
        Assert.Equal(sent with { Deleted = true }, await _rig.EditAsync(sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Withdrawn }));
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task A_message_that_was_deleted_there_needs_no_correction()
    {
        var sent = Assert.IsType<SendResult.Sent>(await _rig.SendAsync(AlertSamples.Missing()));
        _server.Remove(sent.MessageId);

        Assert.IsType<SendResult.MessageGone>(await _rig.EditAsync(sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Corrected }));
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(AlertSamples.Missing()));
    }

    [Fact]
    public async Task A_post_of_a_forum_is_named_by_its_thread()
    {
        _server.IsForum = true;
        Assert.Equal(new SendResult.ChatResting("Discord 220001: a forum needs a thread_id in the address", 7), await _rig.SendAsync(AlertSamples.Missing()));

        await using var server = await DiscordServer.StartAsync(_time, "?thread_id=77");
        await using var rig = new RobotRig(_time, server.Target);
        server.IsForum = true;
        var sent = Assert.IsType<SendResult.Sent>(await rig.SendAsync(AlertSamples.Missing()));
        Assert.Equal(sent, await rig.EditAsync(sent.MessageId, AlertSamples.Missing() with { Kind = AlertKind.Corrected }));
        Assert.Equal("77", Assert.Single(server.Messages).Thread);
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task A_hostile_title_makes_no_link_mention_or_heading_and_reads_as_it_was_written()
    {
        await _rig.SendAsync(AlertSamples.Missing() with { Title = RobotRig.Hostile, Summary = "-# klein\n2. 项\n" + RobotRig.Hostile });

        var description = _server.Messages[0].Embed.GetProperty("description").GetString()!;
        var shown = ShownMarkup.Read(description);
        Assert.Equal([AlertSamples.Missing().Url!], shown.Links.Where(link => !link.StartsWith("www.", StringComparison.Ordinal) && !link.EndsWith(".example", StringComparison.Ordinal)));
        Assert.Contains(RobotRig.Hostile, shown.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\\)[<@`]|(?m)^(#|-|\d+\.)", description);
    }

    [Theory]
    [InlineData("老人身穿灰色外套，推一辆蓝色小车。")]
    [InlineData("👨‍👩‍👧‍👦<@*")]
    public async Task An_urgent_alert_of_any_length_fits_and_keeps_what_matters(string filler)
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Long(filler)));

        RobotRig.AssertEssence(Assert.Single(_server.Shown));
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_low_alert_arrives_without_a_sound()
    {
        await _rig.SendAsync(AlertSamples.Ordinary() with { Priority = Priority.Low });
        await _rig.SendAsync(AlertSamples.Ordinary());

        Assert.Equal(4096, _server.Bodies[0].GetProperty("flags").GetInt32());
        Assert.False(_server.Bodies[1].TryGetProperty("flags", out _));
    }

    [Fact]
    public async Task A_webhook_whose_limit_is_used_up_is_not_called_before_its_headers_allow_it_even_for_another_thread()
    {
        await using var rig = new RobotRig(_time, _server.Target, _server.Target with { Id = "second", Url = _server.Target.Url + "?thread_id=9" });
        for (var i = 0; i < 5; i++)
            Assert.IsType<SendResult.Sent>(await rig.SendAsync(AlertSamples.Ordinary()));

        var second = rig.Chat with { ChatId = "second" };
        var waits = Assert.IsType<SendResult.Throttled>(await rig.Platform.SendAsync(second, AlertSamples.Ordinary(), TestContext.Current.CancellationToken));
        Assert.InRange(waits.RetryAfter, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(2));
        // Edits are another bucket.
        Assert.IsType<SendResult.Sent>(await rig.EditAsync("9001", AlertSamples.Ordinary() with { Kind = AlertKind.Corrected }));
        _time.Advance(TimeSpan.FromSeconds(2.1));
        Assert.IsType<SendResult.Sent>(await rig.Platform.SendAsync(second, AlertSamples.Ordinary(), TestContext.Current.CancellationToken));
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_webhook_that_is_not_there_is_never_called_again()
    {
        _server.Fail(TargetFault.Gone);

        var gone = Assert.IsType<SendResult.ChatGone>(await _rig.SendAsync(AlertSamples.Ordinary()));
        Assert.Equal(gone, await _rig.SendAsync(AlertSamples.Ordinary()));
        Assert.Equal(gone, await _rig.EditAsync("9001", AlertSamples.Ordinary()));

        Assert.Contains(_server.Target.AddressMark, gone.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", gone.Reason, StringComparison.Ordinal);
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_thread_that_was_deleted_closes_no_other_target_of_its_webhook()
    {
        await using var rig = new RobotRig(_time, _server.Target with { Url = _server.Target.Url + "?thread_id=9" }, _server.Target with { Id = "second" });
        _server.LostThread = "9";

        Assert.IsType<SendResult.ChatGone>(await rig.SendAsync(AlertSamples.Ordinary()));
        Assert.IsType<SendResult.ChatGone>(await rig.SendAsync(AlertSamples.Ordinary()));

        Assert.IsType<SendResult.Sent>(await rig.Platform.SendAsync(rig.Chat with { ChatId = "second" }, AlertSamples.Ordinary(), TestContext.Current.CancellationToken));
        Assert.Empty(_server.Violations);
    }

    [Theory]
    [InlineData(nameof(TargetFault.Throttled), "the platform lets the chat wait for 1.3 s")]
    [InlineData(nameof(TargetFault.ServerError), "no answer, so it may have arrived (the target answered 503)")]
    [InlineData(nameof(TargetFault.Refused), "the platform refuses this message (Discord 50035)")]
    [InlineData(nameof(TargetFault.AcceptedWithoutAnswer), "no answer, so it may have arrived")]
    public async Task Every_answer_has_its_meaning(string fault, string meaning)
    {
        _server.Fail(Enum.Parse<TargetFault>(fault));

        Assert.StartsWith(meaning, (await _rig.SendAsync(AlertSamples.Ordinary())).ToString(), StringComparison.Ordinal);
    }
}
