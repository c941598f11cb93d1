using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Chat;

internal static class AlertSamples
{
    public static AlertMessage Missing(string language = "zh") => new()
    {
        ArticleId = new Guid("6f0d3c4e-0000-4000-8000-000000000001"),
        Priority = Priority.Urgent,
        Title = "寻人：七旬老人今晨在运河公园走失",
        Summary = "任城警方请市民留意：老人身穿灰色外套，推一辆蓝色小车。如有线索请拨打报警电话。",
        Url = "http://www.portal.example/2026/11/23.html?a=1&b=2",
        SourceName = "济宁新闻网",
        OriginName = "运河晚报",
        PublishedAt = new DateTimeOffset(2026, 11, 23, 7, 40, 0, TimeSpan.FromHours(8)),
        PublishedHasTime = true,
        Categories = ["寻人", "济宁 警示"],
        Category = "寻人",
        Language = language,
    };

    public static AlertMessage Ordinary(string language = "zh") => Missing(language) with
    {
        Priority = Priority.Normal,
        Title = "城区三所学校下周起试行课后延时服务",
        Summary = "教育部门介绍，延时服务每天到十八时为止，自愿参加。家长可在班级群报名。",
        Categories = ["教育"],
        Category = "教育",
    };
}

/// <summary>Sample alerts in the form in which a lane gives them to a platform.</summary>
internal static class PlatformCalls
{
    extension(IChatPlatform platform)
    {
        public Task<SendResult> SendAsync(ChatAddress chat, AlertMessage alert, CancellationToken cancellationToken) =>
            platform.SendAsync(chat, new OutgoingMessage.OneArticle(alert) { DeliveryId = "1-1" }, cancellationToken);

        /// <summary>Sends a long text as a lane does: one part at each call, with the id of what has arrived.</summary>
        public async Task<string> SendInPartsAsync(ChatAddress chat, AlertMessage alert, CancellationToken cancellationToken)
        {
            string? begun = null;
            while (true)
            {
                var message = new OutgoingMessage.OneArticle(alert) { DeliveryId = "1-1", MayHaveParts = true, Continues = begun };
                var sent = Assert.IsType<SendResult.Sent>(await platform.SendAsync(chat, message, cancellationToken));
                if (!sent.HasMore)
                    return sent.MessageId;
                begun = sent.MessageId;
            }
        }

        public Task<SendResult> EditAsync(ChatAddress chat, string messageId, AlertMessage alert, CancellationToken cancellationToken) =>
            platform.EditAsync(chat, messageId, new OutgoingMessage.OneArticle(alert) { DeliveryId = "1-1" }, cancellationToken);

        public Task<SendResult> AnnounceAsync(ChatAddress chat, string messageId, AlertMessage alert, CancellationToken cancellationToken) =>
            platform.SendAsync(
                chat, new OutgoingMessage.Notice(alert) { DeliveryId = "1-1", Earlier = new EarlierMessage(messageId, alert.PublishedAt ?? default) }, cancellationToken);
    }
}
