using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Text;

internal sealed partial record FormatTexts
{
    public static FormatTexts Zh { get; } = new()
    {
        Description = "消息的样子：简洁或全文、图片、预览，例如 /format 简洁",
        Button = "🎨 消息格式",
        Authors = names => $"作者：{names}",
        Title = "消息格式",
        TitleOf = name => $"“{name}”的消息格式",
        AsChat = "现在和其他主题一样；在这里改了，就只用于它。",
        Text = amount => amount switch
        {
            TextAmount.Compact => "简洁",
            TextAmount.Standard => "标准",
            TextAmount.Full => "全文",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        Preview = place => place switch
        {
            LinkPreview.Above => "在上",
            LinkPreview.Below => "在下",
            LinkPreview.Off => "不要",
            _ => throw new System.Diagnostics.UnreachableException($"no place {place}"),
        },
        Pictures = amount => amount switch
        {
            PictureAmount.None => "不要",
            PictureAmount.One => "一张",
            PictureAmount.Album => "相册",
            _ => throw new System.Diagnostics.UnreachableException($"no amount {amount}"),
        },
        TextName = "正文",
        PreviewName = "预览",
        PicturesName = "图片",
        AuthorsName = "作者",
        SourceName = "来源",
        CategoriesName = "分类",
        LengthName = "长度",
        SoundName = "声音",
        On = "开",
        Off = "关",
        Source = brief => brief ? "只留名字" : "详细",
        Length = limit => limit is { } most ? $"{most} 字" : "不限",
        Colon = "：",
        LeftOut = what => $"✂️ 省去：{what}",
        TheText = "正文",
        TheTextBeyond = most => $"正文 {most} 字以后的部分",
        ThePictures = "图片",
        TheCategories = "分类",
        UrgentWhole = "🚨 紧急消息（如寻人）不受影响：照常发全文，带照片。",
        UrgentLoses = what => $"⚠️ 紧急消息（如寻人）也这样发，看不到：{what}。",
        UrgentAlike = "🚨 紧急消息也用这个格式，不会省去正文和照片。",
        UrgentQuestion = what => $"紧急消息（如寻人）也用这个格式的话，您会看不到：{what}。这些往往正是认出人的关键。确定吗？",
        UrgentYes = "确定，紧急的也这样发",
        UrgentNo = "不，紧急的照常完整发",
        UrgentToo = "紧急的也用",
        UrgentNotToo = "紧急的照常完整",
        UrgentWholeAgain = "这样省去的比您同意过的多，所以紧急消息先恢复完整发送。",
        Person = "正文（体貌、衣着、地点、电话）",
        PersonBeyond = most => $"正文 {most} 字以后的部分（电话常在最后）",
        Photo = "照片",
        LooksLike = "👇 普通消息会是这个样子：",
        SampleTitle = "（样例）城北三条街周六上午停水",
        SampleText = "周六八点到十二点检修管网，城北三条街停水，请提前储水。\n如有疑问，请咨询供水热线。恢复供水后，最初几分钟的水可能发黄，请放清后再用。",
        SampleSource = "样例报",
        SampleAuthor = "样例记者",
        SampleCategory = "停水停电",
        SamplePicture = "🖼（一张图片）",
        NoPreviewsHere = "这里的消息没有链接预览，所以“预览”这一项在这里不起作用。",
        TemplateButton = "📐 自己写模板…",
        NoTemplateButton = "✕ 去掉模板",
        TemplateOn = "模板：有",
        TemplateQuestion = "请把模板（Liquid 写法，900 字以内）发给我，例如：\n{{ title | bold }}\n{{ text | truncate: 200 }}\n{{ source }} "
            + "{{ published }}\n\n"
            + "可以用：title 标题、summary 摘要、text 正文、source 来源、authors 作者、categories 分类、url 网址、published 时间、urgent 是否紧急；"
            + "样式：bold、italic、link: url；还有 if、for。更正、撤回等标记和来源总会写上。",
        TemplateTooLong = "模板太长了，最多 900 字，所以什么都没改。",
        TemplateNone = "这里面没有 {{ … }}，不像模板，所以什么都没改。例如：{{ title | bold }}",
        TemplateFault = (line, column, what) => $"模板第 {line} 行第 {column} 个字有错，所以什么都没改：{what}",
        ResetButton = "恢复默认",
        AsChatButton = "和其他主题一样",
        TopicsButton = "单独设置某个主题 ›",
        AllButton = "‹ 全部主题的格式",
        WhichTopic = "要单独设置哪个主题？",
        Unclear = words => $"没看懂{words}，所以什么都没改。可以这样写：“格式 简洁”“格式 全文”“格式 预览 上”“格式 图片 一张”“格式 作者 开”“格式 来源 只留名字”"
            + "“格式 分类 关”“格式 长度 300”“格式 声音 关”“格式 默认”；只改一个主题，写“格式 教育 简洁”。",
        Reset = "已恢复默认格式。",
    };
}
