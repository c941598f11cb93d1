using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Tests.Chat;

namespace Yunhepan.FeedBot.Tests.Targets;

public sealed class FeishuTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 7, 0, TimeSpan.Zero));
    private FeishuServer _server = null!;
    private RobotRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await FeishuServer.StartAsync(_time);
        _rig = new RobotRig(_time, _server.Target);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(TargetKind.Feishu, "feishu")]
    [InlineData(TargetKind.Lark, "lark")]
    public async Task An_article_is_a_signed_card_with_its_title_in_the_head(TargetKind kind, string name)
    {
        await using var server = await FeishuServer.StartAsync(_time, kind);
        await using var rig = new RobotRig(_time, server.Target);

        Assert.Equal(name, rig.Platform.Platform);
        Assert.Equal(new SendResult.Sent("7-1"), await rig.SendAsync(AlertSamples.Missing()));

        var card = Assert.Single(server.Cards);
        Assert.Equal("red", card.GetProperty("header").GetProperty("template").GetString());
        var shown = Assert.Single(server.Shown);
        Assert.StartsWith("🚨 紧急 · 寻人：七旬老人今晨在运河公园走失\n任城警方", shown, StringComparison.Ordinal);
        Assert.EndsWith("[阅读原文] " + AlertSamples.Missing().Url, shown, StringComparison.Ordinal);
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task A_hostile_title_makes_no_link_or_mention_and_reads_as_it_was_written()
    {
        await _rig.SendAsync(AlertSamples.Missing() with { Title = RobotRig.Hostile, Summary = "# 标题\n" + RobotRig.Hostile });

        var content = _server.Cards[0].GetProperty("elements")[0].GetProperty("text").GetProperty("content").GetString()!;
        Assert.DoesNotContain(ShownMarkup.Read(content).Links, link => link.Contains('/', StringComparison.Ordinal));
        Assert.DoesNotContain('<', content);
        Assert.DoesNotContain('[', content);
        Assert.Contains(RobotRig.Hostile, Assert.Single(_server.Shown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("老人身穿灰色外套，推一辆蓝色小车。")]
    [InlineData("<a>[*_`")]
    public async Task An_urgent_alert_of_any_length_fits_and_keeps_what_matters(string filler)
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Long(filler)));

        RobotRig.AssertEssence(Assert.Single(_server.Shown));
        Assert.Empty(_server.Violations);
    }

    [Fact]
    public async Task A_digest_links_its_articles_and_fits()
    {
        Assert.IsType<SendResult.Sent>(await _rig.SendAsync(RobotRig.Digest(200)));

        Assert.Matches(@"另有 \d+ 篇", Assert.Single(_server.Shown));
        var content = _server.Cards[0].GetProperty("elements")[0].GetProperty("text").GetProperty("content").GetString()!;
        Assert.StartsWith("https://portal.example/1?", ShownMarkup.Read(content).Links[0], StringComparison.Ordinal);
        Assert.Empty(_server.Violations);
    }

    public static TheoryData<int, string, SendResult> Answers => new()
    {
        { 200, """{"StatusCode":0,"StatusMessage":"success"}""", new SendResult.Sent("7-1") },
        { 200, """{"code":11232,"msg":"frequency limited"}""", new SendResult.Throttled(TimeSpan.FromMinutes(1), false) },
        { 200, """{"code":9499,"msg":"too many request"}""", new SendResult.Throttled(TimeSpan.FromMinutes(1), false) },
        { 400, """{"code":9499,"msg":"Bad Request"}""", new SendResult.Rejected("Feishu 9499") },
        { 429, "", new SendResult.Throttled(TimeSpan.FromSeconds(7), false) },
        { 200, """{"code":19001,"msg":"param invalid"}""", new SendResult.ChatGone("Feishu 19001: there is no such bot") },
        { 200, """{"code":19021,"msg":"sign match fail"}""", new SendResult.ChatResting("Feishu 19021: the signature is refused: compare the secret, and this server's clock", 7) },
        { 200, """{"code":19022,"msg":"Ip Not Allowed"}""", new SendResult.ChatResting("Feishu 19022: the address of this server is not among those that the bot allows", 7) },
        { 200, """{"code":19024,"msg":"Key Words Not Found"}""", new SendResult.Rejected("Feishu 19024: the message contains none of the bot's keywords") },
        { 200, "<html>", new SendResult.Unknown("the target answered 200 with words that are not its own") },
        { 500, """{"code":2200,"msg":"internal error"}""", new SendResult.Unknown("the target answered 500") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_its_meaning(int status, string body, SendResult meaning)
    {
        _server.Says = (status, body);

        Assert.Equal(meaning, await _rig.SendAsync(AlertSamples.Ordinary()));
    }
}
