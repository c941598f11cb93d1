using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class DingTalkTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 7, 0, TimeSpan.Zero));
    private DingTalkServer _server = null!;
    private RobotRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await DingTalkServer.StartAsync(_time);
        _rig = new RobotRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_article_is_a_card_that_opens_it_and_a_withdrawal_has_nothing_to_open()
    {
        Assert.Equal(new SendResult.Sent("7-1"), await _rig.SendAsync(AlertSamples.Missing() with { ImageUrl = "https://portal.example/a_(1).jpg" }));
        await _rig.SendAsync(AlertSamples.Missing() with { Kind = AlertKind.Withdrawn });

        var card = _server.Messages[0].GetProperty("actionCard");
        Assert.Equal("🚨 紧急 · 寻人：七旬老人今晨在运河公园走失", card.GetProperty("title").GetString());
        Assert.Equal(("阅读原文", AlertSamples.Missing().Url), (card.GetProperty("singleTitle").GetString(), card.GetProperty("singleURL").GetString()));
        Assert.Equal(["https://portal.example/a_%281%29.jpg"], ShownMarkup.Read(card.GetProperty("text").GetString()!).Pictures);
        Assert.Equal("markdown", _server.Messages[1].GetProperty("msgtype").GetString());
        Assert.Contains("蓝色小车", _server.Shown[0], StringComparison.Ordinal);
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_hostile_title_makes_no_link_picture_or_heading()
    {
        await _rig.SendAsync(AlertSamples.Missing() with { Title = RobotRig.Hostile, Summary = "# 标题\n- 项\n2. 项\n" + RobotRig.Hostile });

        var text = _server.Messages[0].GetProperty("actionCard").GetProperty("text").GetString()!;
        var shown = ShownMarkup.Read(text);
        Assert.Empty(shown.Links);
        Assert.Empty(shown.Pictures);
        Assert.DoesNotMatch(@"(?m)^\s*(#|-|\+|>|\d+\. )", text.Replace("**", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("老人身穿灰色外套，推一辆蓝色小车。")]
    [InlineData("👨‍👩‍👧‍👦<a>&\"\\")]
    public async Task An_urgent_alert_of_any_length_fits_and_keeps_what_matters(string filler)
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Long(filler)));

        RobotRig.AssertEssence(Assert.Single(_server.Shown));
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_digest_fits_and_says_how_many_it_left_out()
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Digest(200)));

        Assert.Matches(@"另有 \d+ 篇", Assert.Single(_server.Shown));
        Assert.Empty(_server.Violations);
    }

    public static TheoryData<int, string, SendResult> Answers => new()
    {
        { 130101, "send too fast, exceed 20 times per minute", new SendResult.Throttled(TimeSpan.FromMinutes(10), false) },
        { 310000, "keywords not in content, more: [https://ding-doc.dingtalk.com]", new SendResult.Rejected("DingTalk 310000: the message contains none of the robot's keywords") },
        { 310000, "sign not match, more: [https://ding-doc.dingtalk.com]", Resting("the signature is refused: compare the secret") },
        { 310000, "description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中", Resting("the signature is refused: compare the secret") },
        { 310000, "invalid timestamp, more: [https://ding-doc.dingtalk.com]", Resting("the time is refused: compare this server's clock") },
        { 310000, "ip 1.2.3.4 not in whitelist", Resting("the address of this server is not among those that the robot allows") },
        { 310000, "description:something new", Resting("the robot's security settings refuse it") },
        { 300001, "token is not exist", new SendResult.ChatResting("DingTalk 300001: there is no such token", 7) },
        { 300005, "token is not exist", new SendResult.ChatResting("DingTalk 300005: there is no such token", 7) },
        { 400106, "", new SendResult.ChatGone("DingTalk 400106: there is no such robot") },
        { 430102, "", new SendResult.Rejected("DingTalk 430102: the content is not allowed") },
        { -1, "系统繁忙", new SendResult.Unknown("DingTalk -1: the server is busy") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_refusal_in_a_successful_answer_has_its_meaning(int code, string words, SendResult meaning)
    {
        _server.Says = (code, words);

        Assert.Equal(meaning, await _rig.SendAsync(AlertSamples.Ordinary()));
    }

    [Fact]
    public async Task An_answer_that_is_not_its_own_is_in_doubt()
    {
        _server.Fail(TargetFault.ServerError);
        Assert.IsType<SendResult.Unknown>(await _rig.SendAsync(AlertSamples.Ordinary()));
    }

    [Fact]
    public async Task A_robot_with_a_keyword_takes_what_contains_it()
    {
        _server.Keyword = "寻人";

        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(AlertSamples.Missing()));
        Assert.IsType<SendResult.Rejected>(await _rig.SendAsync(AlertSamples.Ordinary()));
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(AlertSamples.Missing()));
    }

    private static SendResult.ChatResting Resting(string reason) => new("DingTalk 310000: " + reason, 7);
}
