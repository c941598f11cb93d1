using Yunhepan.FeedBot.Articles.Ending;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>The picture of an alert shows the person sought, not the site's logo or QR code.</summary>
public sealed class ArticlePictureTests
{
    private const string Child = "https://portal.example/2026/11/a81f.jpg";
    private const string Code = "https://portal.example/2026/11/b92e.png";
    private const string Title = "寻人启事：陈小舟走失";

    [Theory]
    [InlineData("https://portal.example/img/logo.png", $"<p><img src=\"{Child}\"></p>", Child)]
    [InlineData("https://portal.example/static/share.jpg", $"<p><img src=\"{Child}\"></p>", Child)]
    [InlineData("https://portal.example/upload/cover.jpg", $"<p>走失</p><p><img src=\"{Child}\" alt=\"\"></p>", Child)]
    [InlineData(null, $"<p><img src=\"{Code}\" alt=\"二维码\"></p><p><img src=\"{Child}\"></p>", Child)]
    [InlineData(null, $"<p><img src=\"https://portal.example/erweima.png\"></p><p><img src=\"{Child}\"></p>", Child)]
    [InlineData(null, $"<p><img src=\"{Code}\"></p><p>扫码关注我们</p><p><img src=\"{Child}\"></p>", Child)]
    [InlineData(null, $"<p><img src=\"{Code}\" width=\"60\" height=\"60\"></p><p><img src=\"{Child}\" width=\"400\"></p>", Child)]
    [InlineData(null, $"<p><img src=\"{Code}\" width=\"900\" height=\"90\"></p><p><img src=\"{Child}\"></p>", Child)]
    [InlineData(Code, $"<p><img src=\"{Code}\" alt=\"公众号二维码\"></p><p><img src=\"{Child}\"></p>", Child)]
    [InlineData(Child, "<p>没有图片的正文。</p>", Child)]
    [InlineData("https://portal.example/img/site-logo.png", "<p>没有图片的正文。</p>", null)]
    [InlineData(null, "<p><img src=\"https://portal.example/qrcode_258.jpg\"></p>", null)]
    [InlineData(null, "", null)]
    public void For_a_missing_person_the_picture_in_the_text_is_used(string? stated, string html, string? picture) =>
        Assert.Equal(picture, ArticlePicture.Choose(Title, stated, html));

    [Fact]
    public void Other_articles_keep_their_declared_picture() =>
        Assert.Equal("https://portal.example/upload/cover.jpg", ArticlePicture.Choose("运河大桥通车", "https://portal.example/upload/cover.jpg", $"<img src=\"{Child}\">"));
}
