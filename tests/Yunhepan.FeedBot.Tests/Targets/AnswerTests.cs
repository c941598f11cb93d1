using System.Net;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.DingTalk;
using Yunhepan.FeedBot.Chat.Discord;
using Yunhepan.FeedBot.Chat.Feishu;
using Yunhepan.FeedBot.Chat.Matrix;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.WeCom;
using Yunhepan.FeedBot.Tests.Chat;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>Answers that are not as documented, or do not come: nothing throws, and nothing is repeated for long.</summary>
public sealed class AnswerTests(TestDatabases databases)
{
    private static readonly Target Target = new() { Id = "t", Kind = TargetKind.Discord, Url = "https://discord.example/api/webhooks/1/t", Follow = new FollowedTopics() };

    [Theory]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"x\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e400")]
    [InlineData("0.5")]
    public void A_value_of_a_wrong_type_throws_nothing(string value)
    {
        var body = $$"""{"errcode":{{value}},"errmsg":{{value}},"code":{{value}},"msg":{{value}},"message":{{value}},"retry_after":{{value}},"retry_after_ms":{{value}},"event_id":{{value}},"id":{{value}}}""";
        foreach (var status in new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests })
        {
            var response = Answer(body, status);
            Assert.Null(DingTalkAnswer.Read(response, "1"));
            Assert.Null(WeComAnswer.Read(response, "1"));
            FeishuAnswer.Read(response, "1");
            DiscordAnswer.Read(response, null, Target);
            MatrixAnswer.Read(response);
        }
    }

    [Fact]
    public void A_number_in_a_string_counts()
    {
        Assert.Equal(new SendResult.Sent("1"), DingTalkAnswer.Read(Answer("""{"errcode":"0"}"""), "1"));
        Assert.Equal(new SendResult.Sent("1"), FeishuAnswer.Read(Answer("""{"code":"0"}"""), "1"));
        Assert.Equal(
            new SendResult.Throttled(TimeSpan.FromSeconds(1.5), false),
            DiscordAnswer.Read(Answer("""{"retry_after":"1.5"}""", HttpStatusCode.TooManyRequests), null, Target));
    }

    [Fact]
    public async Task A_message_that_Apprise_may_have_passed_on_is_repeated_a_few_times_at_most()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Apprise);
        rig.Server.Fail(TargetFault.ServerError, 8);
        await rig.Alerts.PublishAsync("运河涨水");
        for (var hour = 0; hour < 60; hour++)
            await rig.Alerts.RunAfterAsync(3600);

        Assert.Equal(DeliveryOutcome.GivenUp, Assert.Single(await rig.DeadLettersAsync()).Outcome);
        Assert.Equal(0, rig.Server.Accepted);
    }

    [Fact]
    public async Task An_endpoint_that_did_not_answer_may_get_the_event_again()
    {
        await using var rig = await TargetRig.StartAsync(databases, TargetKind.Webhook);
        rig.Server.Fail(TargetFault.ClosedWithoutAnswer);

        var result = await rig.Platform.SendAsync(
            new ChatAddress("webhook", "webhook", rig.Target.Id), AlertSamples.Missing(), TestContext.Current.CancellationToken);

        Assert.True(Assert.IsType<SendResult.Unknown>(result).MayRepeat);
    }

    private static TargetResponse Answer(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status, new HttpResponseMessage().Headers, body);
}
