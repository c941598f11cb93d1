using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Tests.Chat;

// The texts in traditional characters, which are made from those in simplified ones.
public sealed partial class LanguageTextTests
{
    private const string Foreign = "“网络”里的头发";

    [Fact]
    public void Every_text_is_in_traditional_characters_and_keeps_its_commands_numbers_and_signs()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // Big5 has the characters that are written in Taiwan and Hong Kong, and no simplified ones.
        var big5 = Encoding.GetEncoding("big5", EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        var count = 0;
        foreach (var record in Records.Select(each => each.Name))
        {
            var simplified = MembersOf(record, "zh").ToDictionary(each => each.Member.Name, each => each.Own);
            foreach (var (member, _, own) in MembersOf(record, "zh-Hant"))
            {
                foreach (var arguments in Samples(member.PropertyType, "zh-Hant"))
                {
                    if (Say(simplified[member.Name], arguments) is not { } before)
                        continue;
                    var said = Say(own, arguments)!;
                    Assert.True(big5.GetString(big5.GetBytes(string.Concat(said.Where(IsHan)))) == string.Concat(said.Where(IsHan)), $"{record}.{member.Name}: {said}");
                    Assert.DoesNotContain(said, c => c is '“' or '”' or '‘' or '’' or '\ufdd0' or '\ufdd1');
                    Assert.Equal(Signs(before), Signs(said));
                    count++;
                }
            }
        }

        Assert.InRange(count, 800, int.MaxValue);
    }

    [Theory]
    [InlineData("复制这个链接，发送消息：关键词会保存在数据库里。", "複製這個連結，傳送訊息：關鍵字會儲存在資料庫裡。")]
    [InlineData("每周一发到这里，以这一条为准；一周后恢复默认设置。", "每週一發到這裡，以這一條為準；一週後恢復預設設定。")]
    [InlineData("头发、发现、面条、方面、干净、干部、重复、答复、系统、关系、只有、一只、标准、不准", "頭髮、發現、麵條、方面、乾淨、幹部、重複、答覆、系統、關係、只有、一隻、標準、不准")]
    [InlineData("在浏览器的网络设置里添加到主屏幕，再登录服务器。", "在瀏覽器的網路設定裡加入主畫面，再登入伺服器。")]
    [InlineData("“网页聊天”里的‘视频’", "「網頁聊天」裡的『影片』")]
    [InlineData("hello /follow {0} 12", "hello /follow {0} 12")]
    public void Sentences_are_spelled_as_readers_in_taiwan_spell_them(string simplified, string traditional) =>
        Assert.Equal(traditional, TraditionalCharacters.Write(simplified));

    [Fact]
    public void What_is_not_ours_stays_as_it_is()
    {
        var hant = ChatTexts.ZhHant;
        Assert.Equal($"已關注「{Foreign}」，有新文章就告訴您。", hant.Followed(Foreign));
        Assert.Equal($"「{Foreign}」等 2 個主題", hant.Settings.UndoTopics([Foreign, "其它"]));
        Assert.Equal($"「{Foreign}」還沒有文章。", hant.LatestEmptyOf(new Topic(new TopicKey(TopicKind.Category, "x"), null, LocalisedName.Same(Foreign), Priority.Normal)));
        Assert.Equal($"彙總時間定為{Foreign}。還沒有主題進彙總，點下面的主題選進來。", hant.Settings.DigestSet($" {Foreign} ", 0));
        Assert.Equal("「他說『好』」", hant.Quote("他說「好」"));
        Assert.Equal("只看英文的", hant.Settings.OnlyIn("en"));
        Assert.Equal($"訂閱「{Foreign}」", PageTexts.For(Language.TraditionalChinese).SubscribeTo(Foreign));
        Assert.Equal("已解除", EndLabel.Name(AlertEnd.Lifted, "zh-HK"));
        Assert.Equal("已到案", EndLabel.Name(AlertEnd.Caught, "zh-TW"));
    }

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';

    // What is no word: commands, placeholders, numbers, pictures. The signs of quotations differ, and QR is Latin in one only.
    private static string Signs(string text) => string.Concat(Sign.Matches(text).Select(match => match.Value)).Replace("QR", "", StringComparison.Ordinal);

    [GeneratedRegex("""[^\p{IsCJKUnifiedIdeographs}“”‘’「」『』\s]+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sign { get; }
}
