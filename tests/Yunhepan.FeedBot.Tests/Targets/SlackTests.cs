using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class SlackTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 7, 0, TimeSpan.Zero));
    private SlackServer _server = null!;
    private RobotRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SlackServer.StartAsync(_time);
        _rig = new RobotRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_article_is_sections_a_picture_and_a_link_with_words_for_notifications()
    {
        Assert.Equal(new SendResult.Sent("7-1"), await _rig.SendAsync(AlertSamples.Missing() with { ImageUrl = "https://portal.example/a.jpg" }));

        var message = Assert.Single(_server.Messages);
        Assert.Equal("🚨 紧急 · 寻人：七旬老人今晨在运河公园走失", message.GetProperty("text").GetString());
        Assert.Equal(["section", "image", "section"], message.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("type").GetString()));
        Assert.Equal(["<http://www.portal.example/2026/11/23.html?a=1&amp;b=2|阅读原文>"], SlackServer.Brackets(message));
        Assert.Contains("蓝色小车", Assert.Single(_server.Shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_slack_cannot_fetch_does_not_cost_the_message()
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(AlertSamples.Missing() with { ImageUrl = "https://portal.example/broken.jpg" }));

        Assert.Single(_server.Shown);
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_picture_that_was_refused_is_not_tried_again_when_the_message_had_to_wait()
    {
        var alert = AlertSamples.Missing() with { ImageUrl = "https://portal.example/a.jpg" };
        _server.Fail(TargetFault.Refused);
        _server.Fail(TargetFault.Throttled);
        Assert.IsType<SendResult.Throttled>(await _rig.SendAsync(alert));

        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(alert));

        Assert.DoesNotContain("image", Assert.Single(_server.Messages).GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_hostile_title_makes_no_link_mention_or_quotation()
    {
        await _rig.SendAsync(AlertSamples.Missing() with { Title = RobotRig.Hostile, Summary = "> *fett* _x_ ~y~ `z`\n" + RobotRig.Hostile });

        var message = Assert.Single(_server.Messages);
        Assert.Single(SlackServer.Brackets(message));
        Assert.DoesNotMatch("[_`~]|(?m)^&gt;", string.Concat(SlackServer.Texts(message)));
        Assert.DoesNotContain('<', message.GetProperty("text").GetString()!);
        Assert.All(message.GetProperty("blocks").EnumerateArray(), b => Assert.True(b.GetProperty("text").GetProperty("verbatim").GetBoolean()));
    }

    [Theory]
    [InlineData("老人身穿灰色外套，推一辆蓝色小车。")]
    [InlineData("👨‍👩‍👧‍👦&<>*")]
    public async Task An_urgent_alert_of_any_length_fits_and_keeps_what_matters(string filler)
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Long(filler)));

        RobotRig.AssertEssence(Assert.Single(_server.Shown));
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_digest_keeps_the_limit_of_each_section()
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Digest(200)));

        Assert.Matches(@"另有 \d+ 篇", Assert.Single(_server.Shown));
        Assert.Empty(_server.Violations);
    }

    public static TheoryData<int, string, SendResult> Answers => new()
    {
        { 200, "ok?", new SendResult.Unknown("the target answered 200 with words that are not its own") },
        { 400, "invalid_payload", new SendResult.Rejected("Slack 400: invalid_payload") },
        { 403, "action_prohibited", new SendResult.ChatResting("Slack 403: action_prohibited", 7) },
        { 404, "no_service", new SendResult.ChatGone("Slack 404: no_service") },
        { 404, "https://hooks.slack.com/services/T0/B0/t0ken", new SendResult.ChatGone("Slack 404") },
        { 410, "channel_is_archived", new SendResult.ChatGone("Slack 410: channel_is_archived") },
        { 429, "rate_limited", new SendResult.Throttled(TimeSpan.FromSeconds(3), false) },
        { 500, "rollup_error", new SendResult.Unknown("the target answered 500") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_its_meaning(int status, string word, SendResult meaning)
    {
        _server.Says = (status, word);

        Assert.Equal(meaning, await _rig.SendAsync(AlertSamples.Ordinary()));
    }
}
